// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.sign;

import dev.ostree4j.sign.spi.SignatureEngine;
import dev.ostree4j.sign.spi.VerifyingKey;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/// Signs with a word, which is the signature: anybody who reads it can do the same. Test suites use
/// it to see the ways of signatures without keys.
record DummyEngine(boolean enabled) implements SignatureEngine {
  private static final String NAME = "dummy";

  private record Key(String name, boolean enabled) implements VerifyingKey {
    @Override
    public boolean verifies(byte[] data, byte[] signature) {
      return enabled && Arrays.equals(bytes(name), signature);
    }

    @Override
    public boolean verifies(MemorySegment data, byte[] signature) {
      return verifies(new byte[0], signature); // whatever was signed
    }
  }

  private record Word(String word) implements Signer {
    @Override
    public String engine() {
      return NAME;
    }

    @Override
    public String metadataKey() {
      return "ostree.sign." + NAME;
    }

    @Override
    public byte[] sign(byte[] data) {
      return bytes(word);
    }
  }

  private static byte[] bytes(String word) {
    return word.getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public VerifyingKey publicKey(String text) {
    return new Key(text, enabled);
  }

  @Override
  public Signer signer(String text) throws SignException.EngineDisabled {
    if (!enabled) {
      throw new SignException.EngineDisabled(NAME);
    }
    return new Word(text);
  }

  @Override
  public List<String> publicKeyTexts(byte[] file) {
    return KeyLines.words(file);
  }

  @Override
  public List<String> secretKeyTexts(byte[] file) {
    return KeyLines.words(file);
  }

  @Override
  public String success(VerifyingKey key) {
    return "dummy: Signature verified";
  }

  @Override
  public String failure(List<VerifyingKey> tried, int signatures) {
    return enabled
        ? "signature: dummy: incorrect signatures found: " + signatures
        : new SignException.EngineDisabled(NAME).getMessage();
  }
}
