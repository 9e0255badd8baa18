package dev.phantom.analysis;

import dev.phantom.fault.PhantomException;
import dev.phantom.stack.Mask;
import dev.phantom.stack.ValueJson;
import dev.phantom.value.Value.MapValue;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// A case as a file: `phantom.case/v1`. One canonical text per case, so that its hash names it.
///
/// What is written should have gone through [CaseRedaction] first; a secret that has not is written as a tag even so.
public final class CaseFileJson {
    /// Redacted cases hold tags, which every mask passes through.
    private static final Mask TAGS_ONLY = Mask.of("");

    private CaseFileJson() {}

    public static String write(CaseFile file) {
        return ValueJson.text(tree(file), TAGS_ONLY);
    }

    /// The same as a tree of values.
    public static MapValue tree(CaseFile file) {
        return (MapValue) CaseWriter.write(file);
    }

    /// @throws IllegalArgumentException if it is no `phantom.case/v1`
    public static CaseFile read(String json) {
        try {
            return CaseReader.read(ValueJson.parse(json));
        } catch (PhantomException e) {
            throw new IllegalArgumentException(e.diagnostic().summary(), e);
        } catch (IOException e) {
            throw new IllegalArgumentException("not a case: " + e.getMessage(), e);
        }
    }

    /// `sha256:` and the hash of the canonical text.
    public static String digest(CaseFile file) {
        try {
            var hash = MessageDigest.getInstance("SHA-256").digest(write(file).getBytes(StandardCharsets.UTF_8));
            return "sha256:" + HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
