// SPDX-License-Identifier: LGPL-2.1-or-later

package dev.ostree4j.gvariant;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;

/// The real GLib, which tells what is right.
final class GLib {
  private static final String LIBRARY = "libglib-2.0.so.0";
  private static final int LARGEST = 1 << 24;

  private final Linker linker = Linker.nativeLinker();
  private final SymbolLookup library = SymbolLookup.libraryLookup(LIBRARY, Arena.global());
  private final MethodHandle newType = pointer("g_variant_type_new", ADDRESS);
  private final MethodHandle freeType = nothing("g_variant_type_free");
  private final MethodHandle isType = integer("g_variant_type_string_is_valid", JAVA_INT);
  private final MethodHandle newBytes = pointer("g_bytes_new", ADDRESS, JAVA_LONG);
  private final MethodHandle unrefBytes = nothing("g_bytes_unref");
  private final MethodHandle newValue =
      pointer("g_variant_new_from_bytes", ADDRESS, ADDRESS, JAVA_INT);
  private final MethodHandle sink = pointer("g_variant_ref_sink", ADDRESS);
  private final MethodHandle unref = nothing("g_variant_unref");
  private final MethodHandle print = pointer("g_variant_print", ADDRESS, JAVA_INT);
  private final MethodHandle free = nothing("g_free");
  private final MethodHandle isNormal = integer("g_variant_is_normal_form", JAVA_INT);
  private final MethodHandle normalForm = pointer("g_variant_get_normal_form", ADDRESS);
  private final MethodHandle byteswap = pointer("g_variant_byteswap", ADDRESS);
  private final MethodHandle typeString = pointer("g_variant_get_type_string", ADDRESS);
  private final MethodHandle data = pointer("g_variant_get_data", ADDRESS);
  private final MethodHandle size = integer("g_variant_get_size", JAVA_LONG);
  private final MethodHandle parse =
      pointer("g_variant_parse", ADDRESS, ADDRESS, ADDRESS, ADDRESS, ADDRESS);
  private final MethodHandle freeError = nothing("g_error_free");
  private final MethodHandle newDict = pointer("g_variant_dict_new", ADDRESS);
  private final MethodHandle insert =
      handle("g_variant_dict_insert_value", FunctionDescriptor.ofVoid(ADDRESS, ADDRESS, ADDRESS));
  private final MethodHandle endDict = pointer("g_variant_dict_end", ADDRESS);
  private final MethodHandle unrefDict = nothing("g_variant_dict_unref");
  private final MethodHandle newString = pointer("g_variant_new_string", ADDRESS);

  private GLib() {}

  /// What GLib says about a value. The data of a value that is no more but a default is all
  /// zeros.
  record Reading(String plain, String annotated, boolean normal, byte[] normalBytes) {}

  /// Either a value or an error's message.
  record Parsed(Optional<String> type, byte[] bytes, String message) {}

  /// GLib, or a loud skip where it is not installed.
  static GLib require() {
    try {
      return new GLib();
    } catch (IllegalArgumentException e) {
      String why = "GlibInteropIT NOT RUN: no " + LIBRARY + " here";
      System.err.println(why);
      if ("required".equals(System.getProperty("interop"))) {
        Assertions.fail(why, e);
      }
      Assumptions.abort(why);
      throw new AssertionError(e);
    }
  }

  private MethodHandle pointer(String name, ValueLayout... arguments) {
    return handle(name, FunctionDescriptor.of(ADDRESS, arguments));
  }

  private MethodHandle integer(String name, ValueLayout result) {
    return handle(name, FunctionDescriptor.of(result, ADDRESS));
  }

  private MethodHandle nothing(String name) {
    return handle(name, FunctionDescriptor.ofVoid(ADDRESS));
  }

  private MethodHandle handle(String name, FunctionDescriptor descriptor) {
    return linker.downcallHandle(library.findOrThrow(name), descriptor);
  }

  boolean isType(String text) {
    try (Arena arena = Arena.ofConfined()) {
      return (int) isType.invokeExact(arena.allocateFrom(text)) != 0;
    } catch (Throwable e) {
      throw new AssertionError(e);
    }
  }

  Reading read(String type, byte[] bytes) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment value = open(arena, type, bytes);
      String plain = print(value, 0);
      String annotated = print(value, 1);
      boolean normal = (int) isNormal.invokeExact(value) != 0;
      var normalized = (MemorySegment) normalForm.invokeExact(value);
      byte[] normalBytes = data(normalized);
      unref.invokeExact(normalized);
      unref.invokeExact(value);
      return new Reading(plain, annotated, normal, normalBytes);
    } catch (Throwable e) {
      throw new AssertionError(type, e);
    }
  }

  byte[] byteswapped(String type, byte[] bytes) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment value = open(arena, type, bytes);
      var swapped = (MemorySegment) byteswap.invokeExact(value);
      byte[] result = data(swapped);
      unref.invokeExact(swapped);
      unref.invokeExact(value);
      return result;
    } catch (Throwable e) {
      throw new AssertionError(type, e);
    }
  }

  private MemorySegment open(Arena arena, String type, byte[] bytes) throws Throwable {
    MemorySegment copy = arena.allocate(Math.max(1, bytes.length), 8);
    MemorySegment.copy(bytes, 0, copy, JAVA_BYTE, 0, bytes.length);
    var nativeType = (MemorySegment) newType.invokeExact(arena.allocateFrom(type));
    var blob = (MemorySegment) newBytes.invokeExact(copy, (long) bytes.length);
    var value = (MemorySegment) newValue.invokeExact(nativeType, blob, 0);
    value = (MemorySegment) sink.invokeExact(value);
    unrefBytes.invokeExact(blob);
    freeType.invokeExact(nativeType);
    return value;
  }

  private String print(MemorySegment value, int annotate) throws Throwable {
    var text = (MemorySegment) print.invokeExact(value, annotate);
    String result = text.reinterpret(LARGEST).getString(0);
    free.invokeExact(text);
    return result;
  }

  private byte[] data(MemorySegment value) throws Throwable {
    long length = (long) size.invokeExact(value);
    var address = (MemorySegment) data.invokeExact(value);
    return length == 0 || address.equals(MemorySegment.NULL)
        ? new byte[(int) length]
        : address.reinterpret(length).toArray(JAVA_BYTE);
  }

  /// A dictionary that was given these keys one after the other, each as its own value.
  byte[] dictionary(List<String> keys) {
    try (Arena arena = Arena.ofConfined()) {
      var dict = (MemorySegment) newDict.invokeExact(MemorySegment.NULL);
      for (String key : keys) {
        MemorySegment text = arena.allocateFrom(key);
        var value = (MemorySegment) newString.invokeExact(text);
        insert.invokeExact(dict, text, value);
      }
      var ended = (MemorySegment) endDict.invokeExact(dict);
      ended = (MemorySegment) sink.invokeExact(ended);
      byte[] bytes = data(ended);
      unref.invokeExact(ended);
      unrefDict.invokeExact(dict);
      return bytes;
    } catch (Throwable e) {
      throw new AssertionError(keys.toString(), e);
    }
  }

  /// Parses a text as a value of a type, or of any when the type is empty.
  Parsed parse(String type, String text) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment wanted =
          type.isEmpty()
              ? MemorySegment.NULL
              : (MemorySegment) newType.invokeExact(arena.allocateFrom(type));
      MemorySegment error = arena.allocate(ADDRESS);
      var value =
          (MemorySegment)
              parse.invokeExact(
                  wanted, arena.allocateFrom(text), MemorySegment.NULL, MemorySegment.NULL, error);
      if (!type.isEmpty()) {
        freeType.invokeExact(wanted);
      }
      return value.equals(MemorySegment.NULL) ? failure(error) : success(value);
    } catch (Throwable e) {
      throw new AssertionError(text, e);
    }
  }

  private Parsed failure(MemorySegment location) throws Throwable {
    MemorySegment error = location.get(ADDRESS, 0);
    if (error.equals(MemorySegment.NULL)) {
      return new Parsed(Optional.empty(), new byte[0], "");
    }
    // A GError: domain, code, message.
    MemorySegment message = error.reinterpret(16).get(ADDRESS, 8).reinterpret(LARGEST);
    var parsed = new Parsed(Optional.empty(), new byte[0], message.getString(0));
    freeError.invokeExact(error);
    return parsed;
  }

  private Parsed success(MemorySegment value) throws Throwable {
    var name = (MemorySegment) typeString.invokeExact(value);
    String type = name.reinterpret(LARGEST).getString(0);
    byte[] bytes = data(value);
    unref.invokeExact(value);
    return new Parsed(Optional.of(type), bytes, "");
  }
}
