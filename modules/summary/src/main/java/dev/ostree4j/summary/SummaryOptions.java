// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.summary;

import dev.ostree4j.gvariant.VariantDict;
import dev.ostree4j.sign.Signer;
import java.util.ArrayList;
import java.util.List;

/// What a summary says besides what the repository tells by itself. Immutable.
///
/// @since 0.1
public final class SummaryOptions {
  private static final SummaryOptions DEFAULTS = new SummaryOptions(VariantDict.empty(), List.of());

  private final VariantDict metadata;
  private final List<Signer> signers;

  private SummaryOptions(VariantDict metadata, List<Signer> signers) {
    this.metadata = metadata;
    this.signers = signers;
  }

  /// Nothing more, unsigned.
  public static SummaryOptions defaults() {
    return DEFAULTS;
  }

  /// With a copy of this metadata; default: none. A key that the summary has by itself keeps what
  /// the summary says.
  public SummaryOptions withMetadata(VariantDict more) {
    return new SummaryOptions(copy(more), signers);
  }

  /// Signed by this signer, too; default: by nobody.
  public SummaryOptions withSigner(Signer signer) {
    var all = new ArrayList<>(signers);
    all.add(signer);
    return new SummaryOptions(metadata, List.copyOf(all));
  }

  VariantDict metadata() {
    return copy(metadata);
  }

  List<Signer> signers() {
    return signers;
  }

  private static VariantDict copy(VariantDict dict) {
    return VariantDict.of(dict.toVariant());
  }
}
