package dev.phantom.drift.detect;

import dev.phantom.drift.Drift;
import dev.phantom.drift.fact.FactBook;
import dev.phantom.stack.LiveResource;
import dev.phantom.stack.LiveState;
import dev.phantom.value.Value.MapValue;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/// What a scan found beside a stack and nothing manages, as drift; what AWS made itself is left out.
record UnmanagedResources(FactBook facts, LiveState live) {

    private static final int NAME_BYTES = 4;

    List<Drift> drifts() {
        var made = new ServiceManaged(facts, live);
        return live.unmanaged().stream()
                .filter(one -> !made.byAws(one))
                .map(UnmanagedResources::drift)
                .toList();
    }

    private static Drift drift(LiveResource one) {
        return Drift.unnamed(
                one.logicalId().isEmpty() ? name(one) : one.logicalId(),
                one.physicalId(),
                one.type(),
                Drift.Status.UNMANAGED,
                List.of(),
                MapValue.EMPTY,
                one.properties());
    }

    /// No template names it, so its type and its identifier do, in every run alike: `SecurityGroup5F0C91AB`.
    private static String name(LiveResource one) {
        var parts = one.identifier().isEmpty()
                ? Stream.of(one.physicalId())
                : one.identifier().values().stream().sorted();
        var text = one.type() + "|" + String.join("|", parts.toList());
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return one.type().substring(one.type().lastIndexOf(':') + 1)
                    + HexFormat.of().withUpperCase().formatHex(digest, 0, NAME_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
