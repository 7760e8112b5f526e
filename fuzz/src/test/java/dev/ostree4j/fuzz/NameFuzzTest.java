// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.fuzz;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.ostree4j.object.InvalidNameException;
import dev.ostree4j.object.RefName;
import dev.ostree4j.object.RefSpec;
import java.nio.charset.StandardCharsets;

/// A name is refused with the declared exception, or reads back the same.
class NameFuzzTest {
  @FuzzTest
  void refName(byte[] data) throws InvalidNameException {
    RefName name;
    try {
      name = RefName.parse(new String(data, StandardCharsets.UTF_8));
    } catch (InvalidNameException e) {
      return;
    }
    assertEquals(name, RefName.parse(name.toString()));
  }

  @FuzzTest
  void refSpec(byte[] data) throws InvalidNameException {
    RefSpec spec;
    try {
      spec = RefSpec.parse(new String(data, StandardCharsets.UTF_8));
    } catch (InvalidNameException e) {
      return;
    }
    assertEquals(spec, RefSpec.parse(spec.toString()));
  }
}
