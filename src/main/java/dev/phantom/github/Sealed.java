package dev.phantom.github;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/// Text that only who has the key can read or make: AES-256-GCM over what is compressed, a fresh nonce before it.
///
/// @param key 32 bytes
record Sealed(byte[] key) {

    private static final String CIPHER = "AES/GCM/NoPadding";
    private static final int NONCE = 12;
    private static final int TAG_BITS = 128;
    /// Unpacked; far more than is ever sealed.
    private static final int LARGEST = 64 << 20;

    String seal(String text) throws GeneralSecurityException, IOException {
        var packed = new ByteArrayOutputStream();
        try (var zip = new GZIPOutputStream(packed)) {
            zip.write(text.getBytes(StandardCharsets.UTF_8));
        }
        var nonce = new byte[NONCE];
        new SecureRandom().nextBytes(nonce);
        var body = cipher(Cipher.ENCRYPT_MODE, nonce).doFinal(packed.toByteArray());
        var all = Arrays.copyOf(nonce, NONCE + body.length);
        System.arraycopy(body, 0, all, NONCE, body.length);
        return Base64.getEncoder().encodeToString(all);
    }

    /// @throws GeneralSecurityException where it was sealed with another key, or changed since
    /// @throws IllegalArgumentException where it is nothing of the kind
    String open(String sealed) throws GeneralSecurityException, IOException {
        var all = Base64.getDecoder().decode(sealed.strip());
        if (all.length <= NONCE) {
            throw new IllegalArgumentException("too short");
        }
        var packed = cipher(Cipher.DECRYPT_MODE, Arrays.copyOf(all, NONCE)).doFinal(all, NONCE, all.length - NONCE);
        try (var zip = new GZIPInputStream(new ByteArrayInputStream(packed))) {
            return new String(zip.readNBytes(LARGEST), StandardCharsets.UTF_8);
        }
    }

    private Cipher cipher(int mode, byte[] nonce) throws GeneralSecurityException {
        var cipher = Cipher.getInstance(CIPHER);
        cipher.init(mode, new SecretKeySpec(key, "AES"), new GCMParameterSpec(TAG_BITS, nonce));
        return cipher;
    }

    @Override
    public String toString() {
        return "Sealed";
    }
}
