// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.keyfile;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class KeyFileProperties {
  @Property
  void whatIsSetIsReadBack(@ForAll("texts") String value, @ForAll("texts") String other)
      throws Exception {
    KeyFile file = KeyFile.empty();
    file.set("g", "k", value);
    file.set("g", "o", other);
    KeyFile again = KeyFile.parse(file.toBytes());
    assertEquals(Optional.of(value), again.find("g", "k"));
    assertEquals(Optional.of(other), again.find("g", "o"));
    assertEquals(file.toText(), again.toText());
  }

  @Property
  void listsAreReadBack(@ForAll("lists") List<String> values) throws Exception {
    KeyFile file = KeyFile.empty();
    file.setStrings("g", "k", values);
    assertEquals(Optional.of(values), KeyFile.parse(file.toText()).findStrings("g", "k"));
  }

  @Property
  void bytesAreReadOrRefusedButNothingElse(@ForAll byte[] text) {
    try {
      KeyFile.parse(text).toText();
    } catch (KeyFileException declared) {
      // The only refusal there is.
    }
  }

  @Property
  void whatWasReadIsWrittenTheSameTwice(@ForAll("lines") List<String> lines) throws Exception {
    String text = "[g]\n" + String.join("\n", lines);
    String once;
    try {
      once = KeyFile.parse(text).toText();
    } catch (KeyFileException refused) {
      return;
    }
    assertEquals(once, KeyFile.parse(once).toText());
  }

  @Provide
  Arbitrary<String> texts() {
    return Arbitraries.strings().withChars(" \t\n\r\\;=[]#aé€s").ofMaxLength(12);
  }

  @Provide
  Arbitrary<List<String>> lists() {
    return texts().list().ofMaxSize(5);
  }

  @Provide
  Arbitrary<List<String>> lines() {
    return Arbitraries.strings().withChars("[]=# ;\\ab").ofMaxLength(8).list().ofMaxSize(6);
  }
}
