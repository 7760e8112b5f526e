// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.keyfile;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The key files of the real GLib, for comparison. One at a time; close frees it.
final class Glib implements AutoCloseable {
  /// What a call answered: a value, or the text of the error.
  record Answer(@Nullable Object value, @Nullable String error) {}

  /// A call that may set its last argument to an error.
  private interface Call {
    Object call(MemorySegment error) throws Throwable;
  }

  private static final String LIBRARY = "libglib-2.0.so.0";
  private static final ValueLayout.OfLong SIZE = ValueLayout.JAVA_LONG;
  private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT;
  private static final java.lang.foreign.AddressLayout POINTER = ValueLayout.ADDRESS;

  private final Arena arena = Arena.ofConfined();
  private final MemorySegment file;

  Glib() throws Throwable {
    file = (MemorySegment) handle("g_key_file_new", FunctionDescriptor.of(POINTER)).invoke();
  }

  static boolean isPresent() {
    try (Arena arena = Arena.ofConfined()) {
      SymbolLookup.libraryLookup(LIBRARY, arena);
      return true;
    } catch (IllegalArgumentException absent) {
      return false;
    }
  }

  private static final class Library {
    static final SymbolLookup LOOKUP = SymbolLookup.libraryLookup(LIBRARY, Arena.global());
    static final java.util.Map<String, MethodHandle> HANDLES = new java.util.HashMap<>();
  }

  private static MethodHandle handle(String name, FunctionDescriptor type) {
    return Library.HANDLES.computeIfAbsent(
        name,
        n -> Linker.nativeLinker().downcallHandle(Library.LOOKUP.find(n).orElseThrow(), type));
  }

  private Answer ask(Call call) throws Throwable {
    MemorySegment error = arena.allocate(POINTER);
    Object value = call.call(error);
    MemorySegment set = error.get(POINTER, 0);
    if (set.address() == 0) {
      return new Answer(value, null);
    }
    MemorySegment fields = set.reinterpret(16);
    String message = Bytes.decode(bytes(fields.get(POINTER, 8)));
    handle("g_error_free", FunctionDescriptor.ofVoid(POINTER)).invoke(set);
    return new Answer(null, message);
  }

  private static byte[] bytes(MemorySegment text) {
    MemorySegment all = text.reinterpret(Integer.MAX_VALUE);
    int length = 0;
    while (all.get(ValueLayout.JAVA_BYTE, length) != 0) {
      length++;
    }
    return all.asSlice(0, length).toArray(ValueLayout.JAVA_BYTE);
  }

  private MemorySegment text(String text) {
    byte[] bytes = Bytes.encode(text);
    MemorySegment segment = arena.allocate(bytes.length + 1);
    MemorySegment.copy(bytes, 0, segment, ValueLayout.JAVA_BYTE, 0, bytes.length);
    return segment;
  }

  private @Nullable String owned(MemorySegment text) throws Throwable {
    if (text.address() == 0) {
      return null;
    }
    String copy = Bytes.decode(bytes(text));
    handle("g_free", FunctionDescriptor.ofVoid(POINTER)).invoke(text);
    return copy;
  }

  Answer load(byte[] data) throws Throwable {
    MemorySegment segment = arena.allocate(data.length + 1);
    MemorySegment.copy(data, 0, segment, ValueLayout.JAVA_BYTE, 0, data.length);
    int keepCommentsAndTranslations = 3;
    MethodHandle load =
        handle(
            "g_key_file_load_from_data",
            FunctionDescriptor.of(INT, POINTER, POINTER, SIZE, INT, POINTER));
    return ask(
        error ->
            (int) load.invoke(file, segment, (long) data.length, keepCommentsAndTranslations, error)
                != 0);
  }

  String text() throws Throwable {
    MethodHandle toData =
        handle("g_key_file_to_data", FunctionDescriptor.of(POINTER, POINTER, POINTER, POINTER));
    return owned((MemorySegment) toData.invoke(file, MemorySegment.NULL, MemorySegment.NULL));
  }

  private @Nullable List<String> list(MemorySegment array) throws Throwable {
    if (array.address() == 0) {
      return null;
    }
    MemorySegment pointers = array.reinterpret(Integer.MAX_VALUE);
    List<String> list = new ArrayList<>();
    for (long i = 0; pointers.getAtIndex(POINTER, i).address() != 0; i++) {
      list.add(Bytes.decode(bytes(pointers.getAtIndex(POINTER, i))));
    }
    handle("g_strfreev", FunctionDescriptor.ofVoid(POINTER)).invoke(array);
    return list;
  }

  List<String> groups() throws Throwable {
    MethodHandle call =
        handle("g_key_file_get_groups", FunctionDescriptor.of(POINTER, POINTER, POINTER));
    return list((MemorySegment) call.invoke(file, MemorySegment.NULL));
  }

  Answer keys(String group) throws Throwable {
    MethodHandle call =
        handle(
            "g_key_file_get_keys",
            FunctionDescriptor.of(POINTER, POINTER, POINTER, POINTER, POINTER));
    return ask(
        error -> list((MemorySegment) call.invoke(file, text(group), MemorySegment.NULL, error)));
  }

  Answer string(String function, String group, String key) throws Throwable {
    MethodHandle call =
        handle(function, FunctionDescriptor.of(POINTER, POINTER, POINTER, POINTER, POINTER));
    return ask(error -> owned((MemorySegment) call.invoke(file, text(group), text(key), error)));
  }

  Answer locale(String group, String key, String locale) throws Throwable {
    MethodHandle call =
        handle(
            "g_key_file_get_locale_string",
            FunctionDescriptor.of(POINTER, POINTER, POINTER, POINTER, POINTER, POINTER));
    return ask(
        error ->
            owned((MemorySegment) call.invoke(file, text(group), text(key), text(locale), error)));
  }

  Answer strings(String group, String key) throws Throwable {
    MethodHandle call =
        handle(
            "g_key_file_get_string_list",
            FunctionDescriptor.of(POINTER, POINTER, POINTER, POINTER, POINTER, POINTER));
    return ask(
        error ->
            list(
                (MemorySegment)
                    call.invoke(file, text(group), text(key), MemorySegment.NULL, error)));
  }

  Answer bool(String group, String key) throws Throwable {
    MethodHandle call =
        handle(
            "g_key_file_get_boolean",
            FunctionDescriptor.of(INT, POINTER, POINTER, POINTER, POINTER));
    return ask(error -> (int) call.invoke(file, text(group), text(key), error) != 0);
  }

  Answer int64(String group, String key) throws Throwable {
    MethodHandle call =
        handle(
            "g_key_file_get_int64",
            FunctionDescriptor.of(SIZE, POINTER, POINTER, POINTER, POINTER));
    return ask(error -> (long) call.invoke(file, text(group), text(key), error));
  }

  void set(String function, String group, String key, String value) throws Throwable {
    handle(function, FunctionDescriptor.ofVoid(POINTER, POINTER, POINTER, POINTER))
        .invoke(file, text(group), text(key), text(value));
  }

  void setStrings(String group, String key, List<String> values) throws Throwable {
    MemorySegment array = arena.allocate(POINTER, values.size() + 1L);
    for (int i = 0; i < values.size(); i++) {
      array.setAtIndex(POINTER, i, text(values.get(i)));
    }
    handle(
            "g_key_file_set_string_list",
            FunctionDescriptor.ofVoid(POINTER, POINTER, POINTER, POINTER, SIZE))
        .invoke(file, text(group), text(key), array, (long) values.size());
  }

  Answer removeKey(String group, String key) throws Throwable {
    MethodHandle call =
        handle(
            "g_key_file_remove_key",
            FunctionDescriptor.of(INT, POINTER, POINTER, POINTER, POINTER));
    return ask(error -> (int) call.invoke(file, text(group), text(key), error) != 0);
  }

  Answer removeGroup(String group) throws Throwable {
    MethodHandle call =
        handle("g_key_file_remove_group", FunctionDescriptor.of(INT, POINTER, POINTER, POINTER));
    return ask(error -> (int) call.invoke(file, text(group), error) != 0);
  }

  @Override
  public void close() {
    try {
      handle("g_key_file_unref", FunctionDescriptor.ofVoid(POINTER)).invoke(file);
    } catch (Throwable impossible) {
      throw new AssertionError(impossible);
    }
    arena.close();
  }
}
