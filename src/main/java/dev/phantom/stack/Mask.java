package dev.phantom.stack;

import dev.phantom.value.Value.Sensitive;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Turns secrets into short tags: the first 8 hex digits of HMAC-SHA256. With a kept key the same secret has the same
/// tag in every run, so a rotation shows; without one the key is random for this run and the tags say nothing.
public final class Mask {

    /// Marks a [Sensitive] that was read back from a file: it holds the tag, not the secret.
    private static final String TAG = "\u0000tag:";

    private static final String CONSTANT = "$sensitive";

    private final byte[] key;
    private final boolean kept;

    private Mask(byte[] key, boolean kept) {
        this.key = key;
        this.kept = kept;
    }

    /// @param key `PHANTOM_MASK_KEY`; empty or blank for a random one
    public static Mask of(String key) {
        if (!key.isBlank()) {
            return new Mask(key.getBytes(StandardCharsets.UTF_8), true);
        }
        var random = new byte[32];
        new SecureRandom().nextBytes(random);
        return new Mask(random, false);
    }

    /// The value that stands for a secret of which only the tag is known.
    public static Sensitive ofTag(String tag) {
        return new Sensitive(TAG + tag);
    }

    /// The tag to print.
    public String tag(Sensitive value) {
        return readTag(value).orElseGet(() -> HexFormat.of().formatHex(hmac(value.secret()), 0, 4));
    }

    /// What enters a content hash: the tag if it means something in the next run, else a constant.
    public String hashed(Sensitive value) {
        return kept ? tag(value) : CONSTANT;
    }

    /// Whether tags mean something in the next run.
    public boolean kept() {
        return kept;
    }

    /// Whether both hold the same secret, as far as can be known.
    public boolean same(Sensitive a, Sensitive b) {
        return a.secret().equals(b.secret()) || kept && tag(a).equals(tag(b));
    }

    /// Whether this is the tag of a secret that was read back from a file, and tags of this run say nothing of it.
    public boolean blind(Sensitive value) {
        return !kept && readTag(value).isPresent();
    }

    /// Whether this is the tag of a secret that was read back from a file, and another secret would have another one.
    public boolean tells(Sensitive value) {
        return kept && readTag(value).isPresent();
    }

    private static Optional<String> readTag(Sensitive value) {
        return value.secret().startsWith(TAG) ? Optional.of(value.secret().substring(TAG.length())) : Optional.empty();
    }

    private byte[] hmac(String secret) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(secret.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has HmacSHA256", e);
        }
    }
}
