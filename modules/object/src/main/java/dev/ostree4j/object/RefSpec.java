// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.object;

import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Which ref is meant: one of ours, `REF`, or what we last saw of a remote's, `REMOTE:REF`.
///
/// @since 0.1
public final class RefSpec implements Comparable<RefSpec> {

  private final @Nullable RemoteName remote;
  private final RefName ref;

  private RefSpec(@Nullable RemoteName remote, RefName ref) {
    this.remote = remote;
    this.ref = Objects.requireNonNull(ref);
  }

  /// A ref of ours.
  public static RefSpec of(RefName ref) {
    return new RefSpec(null, ref);
  }

  /// A ref of a remote.
  public static RefSpec of(RemoteName remote, RefName ref) {
    return new RefSpec(Objects.requireNonNull(remote), ref);
  }

  /// Reads `REF` or `REMOTE:REF`. One line end of any kind after it is ignored, as the reference
  /// program ignores it.
  ///
  /// @throws InvalidNameException when the text is anything else
  public static RefSpec parse(String text) throws InvalidNameException {
    var parsed = find(text);
    if (parsed.isEmpty()) {
      throw new InvalidNameException("Invalid refspec", text);
    }
    return parsed.get();
  }

  /// Reads as [#parse(String)]; nothing when the text is anything else.
  public static Optional<RefSpec> find(String text) {
    String line = NameGrammar.withoutLineEnd(text);
    int colon = line.indexOf(':');
    if (colon < 0) {
      return RefName.find(line).map(RefSpec::of);
    }
    var remote = RemoteName.find(line.substring(0, colon));
    var ref = RefName.find(line.substring(colon + 1));
    return remote.isPresent() && ref.isPresent()
        ? Optional.of(of(remote.get(), ref.get()))
        : Optional.empty();
  }

  /// The remote whose ref it is; nothing for a ref of ours.
  public Optional<RemoteName> remote() {
    return Optional.ofNullable(remote);
  }

  /// What the ref is called, there or here.
  public RefName ref() {
    return ref;
  }

  /// By the bytes of the [text][#toString()].
  @Override
  public int compareTo(RefSpec other) {
    return FileNames.compare(toString(), other.toString());
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof RefSpec that
        && ref.equals(that.ref)
        && Objects.equals(remote, that.remote);
  }

  @Override
  public int hashCode() {
    return 31 * ref.hashCode() + Objects.hashCode(remote);
  }

  /// The text, `REF` or `REMOTE:REF`.
  @Override
  public String toString() {
    return remote == null ? ref.text() : remote.text() + ":" + ref.text();
  }
}
