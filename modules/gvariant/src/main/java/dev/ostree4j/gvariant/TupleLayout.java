// SPDX-License-Identifier: LGPL-2.1-or-later

package dev.ostree4j.gvariant;

import java.util.List;

/// Where each member of a tuple starts and what ends it, worked out once for a type, so that
/// reading one member needs at most two framing offsets.
///
/// A member starts at a constant distance behind the end of the last variable member before it:
/// `((end + add) & mask) | low`. The constants fold all paddings and fixed members in between.
final class TupleLayout {
  /// What tells where a member ends.
  enum End {
    /// Its fixed size.
    SIZE,
    /// A framing offset.
    OFFSET,
    /// It is the last: the framing offsets follow.
    LAST
  }

  private final int[] frames;
  private final int[] adds;
  private final int[] masks;
  private final int[] lows;
  private final int[] sizes;

  private TupleLayout(int count) {
    frames = new int[count];
    adds = new int[count];
    masks = new int[count];
    lows = new int[count];
    sizes = new int[count];
  }

  static TupleLayout of(List<VariantType> members) {
    var layout = new TupleLayout(members.size());
    int frame = 0;
    int add = 0;
    int slack = 0;
    int low = 0;
    for (int i = 0; i < members.size(); i++) {
      int padding = members.get(i).alignment() - 1;
      if (padding <= slack) {
        low = align(low, padding);
      } else {
        add += align(low, slack);
        slack = padding;
        low = 0;
      }
      layout.frames[i] = frame;
      layout.adds[i] = add + (low & ~slack) + slack;
      layout.masks[i] = ~slack;
      layout.lows[i] = low & slack;
      layout.sizes[i] = members.get(i).fixedSizeBytes();
      low += layout.sizes[i];
      if (layout.sizes[i] == 0) {
        frame++;
        add = slack = low = 0;
      }
    }
    return layout;
  }

  /// The next position which is a multiple of `padding + 1`.
  static int align(int position, int padding) {
    return (position + padding) & ~padding;
  }

  static int alignment(List<VariantType> members) {
    int alignment = 1;
    for (VariantType member : members) {
      alignment = Math.max(alignment, member.alignment());
    }
    return alignment;
  }

  /// The size of a tuple of these, 0 when some member varies.
  static int fixedSizeBytes(List<VariantType> members) {
    int size = 0;
    for (VariantType member : members) {
      if (!member.isFixed()) {
        return 0;
      }
      size = align(size, member.alignment() - 1) + member.fixedSizeBytes();
    }
    return align(size, alignment(members) - 1);
  }

  /// How many variable members stand before this one; the last of them has the framing offset
  /// which is that many widths before the end of the tuple.
  int frame(int member) {
    return frames[member];
  }

  /// Where a member starts.
  ///
  /// @param end of the last variable member before it, 0 when there is none
  long start(int member, long end) {
    return ((end + adds[member]) & masks[member]) | lows[member];
  }

  End end(int member) {
    if (sizes[member] != 0) {
      return End.SIZE;
    }
    return member == sizes.length - 1 ? End.LAST : End.OFFSET;
  }

  int size(int member) {
    return sizes[member];
  }

  int count() {
    return sizes.length;
  }
}
