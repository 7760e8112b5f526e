// SPDX-License-Identifier: LGPL-2.1-or-later

package dev.ostree4j.gvariant;

import org.jspecify.annotations.Nullable;

/// The words for basic types in the text form.
final class TypeNames {
  private TypeNames() {}

  static @Nullable VariantType find(String word) {
    return switch (word) {
      case "boolean" -> VariantType.BOOLEAN;
      case "byte" -> VariantType.BYTE;
      case "int16" -> VariantType.INT16;
      case "uint16" -> VariantType.UINT16;
      case "int32" -> VariantType.INT32;
      case "handle" -> VariantType.HANDLE;
      case "uint32" -> VariantType.UINT32;
      case "int64" -> VariantType.INT64;
      case "uint64" -> VariantType.UINT64;
      case "double" -> VariantType.DOUBLE;
      case "string" -> VariantType.STRING;
      case "objectpath" -> VariantType.OBJECT_PATH;
      case "signature" -> VariantType.SIGNATURE;
      default -> null;
    };
  }

  /// The word for an integer type.
  static String of(char kind) {
    return switch (kind) {
      case 'n' -> "int16";
      case 'q' -> "uint16";
      case 'i' -> "int32";
      case 'h' -> "handle";
      case 'u' -> "uint32";
      case 'x' -> "int64";
      case 't' -> "uint64";
      default -> throw new AssertionError(kind);
    };
  }
}
