package dev.phantom.stack;

import dev.phantom.value.Value;
import dev.phantom.value.Value.Intrinsic;
import dev.phantom.value.Value.ListValue;
import dev.phantom.value.Value.MapValue;
import dev.phantom.value.Value.Reference;
import dev.phantom.value.Value.Scalar;
import dev.phantom.value.Value.Sensitive;
import dev.phantom.value.Value.Unknown;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.TreeMap;

/// A hash of everything that an answer depends on: the same for the same contents, whatever the order of keys. A secret
/// enters as its keyed tag, without a kept key as a constant.
public final class ContentDigest {

    private final MessageDigest digest;
    private final Mask mask;

    public ContentDigest(Mask mask) {
        this.mask = mask;
        try {
            this.digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /// Each text with its length before it, so that none runs into the next.
    public ContentDigest add(String... texts) {
        for (var text : texts) {
            var bytes = text.getBytes(StandardCharsets.UTF_8);
            digest.update((bytes.length + ":").getBytes(StandardCharsets.UTF_8));
            digest.update(bytes);
        }
        return this;
    }

    /// @param value as a person may see it
    public ContentDigest add(Value value) {
        switch (value) {
            case Scalar s -> add("s", s.text());
            case ListValue list -> {
                add("l", Integer.toString(list.items().size()));
                list.items().forEach(this::add);
            }
            case MapValue map -> {
                add("m", Integer.toString(map.entries().size()));
                new TreeMap<>(map.entries()).forEach((key, item) -> add(key).add(item));
            }
            case Reference r -> add(r.known());
            case Intrinsic(String name, Value argument) -> add("i", name).add(argument);
            case Unknown u -> add("u", u.reason());
            case Sensitive secret -> add("x", mask.hashed(secret));
        }
        return this;
    }

    /// Once: it starts anew afterwards.
    public String hex() {
        return HexFormat.of().formatHex(digest.digest());
    }
}
