// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.delta;

import dev.ostree4j.gvariant.Variant;
import java.util.AbstractList;
import java.util.RandomAccess;

/// A list whose elements are read out of an array each time they are asked for, so that a list of
/// a million costs no more memory than its bytes.
final class ReadList<T> extends AbstractList<T> implements RandomAccess {
  private final Variant array;
  private final Reader<T> reader;

  /// Reads an element.
  @FunctionalInterface
  interface Reader<T> {
    T read(Variant value) throws DeltaException.Malformed;
  }

  private ReadList(Variant array, Reader<T> reader) {
    this.array = array;
    this.reader = reader;
  }

  /// A list of all elements, each of which was read once to see that it can be.
  static <T> ReadList<T> of(Variant array, Reader<T> reader) throws DeltaException.Malformed {
    for (int i = 0; i < array.count(); i++) {
      reader.read(array.child(i));
    }
    return new ReadList<>(array, reader);
  }

  @Override
  public T get(int index) {
    try {
      return reader.read(array.child(index));
    } catch (DeltaException.Malformed e) {
      throw new AssertionError("what could be read cannot be read again", e);
    }
  }

  @Override
  public int size() {
    return array.count();
  }
}
