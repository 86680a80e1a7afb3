package dev.diddo.persistence;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Encrypts secrets that have to be kept, by AES-256-GCM. The first key encrypts, all decrypt, so
 * that a new one may be put in front while the old ones are still needed.
 */
public final class DataKeys {
  private static final String CIPHER = "AES/GCM/NoPadding";
  private static final int KEY_BYTES = 32;
  private static final int MAX_NAME_BYTES = 127;
  private static final int NONCE_BYTES = 12;
  private static final int TAG_BITS = 128;

  private final SequencedMap<String, SecretKeySpec> keys = new LinkedHashMap<>();
  private final SecureRandom random = new SecureRandom();

  /**
   * @param keys of 32 bytes each, by name; at least one, the first of which encrypts
   */
  public DataKeys(SequencedMap<String, byte[]> keys) {
    if (keys.isEmpty()) {
      throw new IllegalArgumentException("There is no key to encrypt with");
    }
    for (Map.Entry<String, byte[]> key : keys.entrySet()) {
      var name = key.getKey().getBytes(StandardCharsets.UTF_8);
      if (key.getValue().length != KEY_BYTES || name.length == 0 || name.length > MAX_NAME_BYTES) {
        throw new IllegalArgumentException("A data key has a name and 32 bytes");
      }
      this.keys.put(key.getKey(), new SecretKeySpec(key.getValue(), "AES"));
    }
  }

  /**
   * @param place where it is kept, in bytes that name no other place: it can be decrypted only
   *     there
   */
  byte[] encrypt(byte[] secret, byte[] place) {
    var first = keys.firstEntry();
    var name = first.getKey().getBytes(StandardCharsets.UTF_8);
    var nonce = new byte[NONCE_BYTES];
    random.nextBytes(nonce);
    var hidden = run(Cipher.ENCRYPT_MODE, first.getValue(), nonce, place, secret);
    return ByteBuffer.allocate(1 + name.length + nonce.length + hidden.length)
        .put((byte) name.length)
        .put(name)
        .put(nonce)
        .put(hidden)
        .array();
  }

  byte[] decrypt(byte[] stored, byte[] place) {
    var buffer = ByteBuffer.wrap(stored);
    var name = new byte[buffer.get()];
    buffer.get(name);
    var nonce = new byte[NONCE_BYTES];
    buffer.get(nonce);
    var hidden = new byte[buffer.remaining()];
    buffer.get(hidden);
    var key = keys.get(new String(name, StandardCharsets.UTF_8));
    if (key == null) {
      throw new IllegalStateException("The key that encrypted this is not among those configured");
    }
    return run(Cipher.DECRYPT_MODE, key, nonce, place, hidden);
  }

  private static byte[] run(int mode, SecretKeySpec key, byte[] nonce, byte[] place, byte[] input) {
    try {
      var cipher = Cipher.getInstance(CIPHER);
      cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
      cipher.updateAAD(place);
      return cipher.doFinal(input);
    } catch (GeneralSecurityException tampered) {
      throw new IllegalStateException("What is stored was not encrypted here", tampered);
    }
  }
}
