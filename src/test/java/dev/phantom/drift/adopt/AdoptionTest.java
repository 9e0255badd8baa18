package dev.phantom.drift.adopt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.phantom.drift.Change;
import dev.phantom.drift.Circumstances;
import dev.phantom.drift.Coverage;
import dev.phantom.drift.Drift;
import dev.phantom.drift.DriftReport;
import dev.phantom.drift.Unchecked;
import dev.phantom.drift.detect.Detection;
import dev.phantom.drift.detect.DriftIds;
import dev.phantom.fault.PhantomException;
import dev.phantom.iac.Origin;
import dev.phantom.secret.Secrets;
import dev.phantom.stack.Mask;
import dev.phantom.stack.StackId;
import dev.phantom.value.PropertyPath;
import dev.phantom.value.Value;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// An adopted difference is known until either side of it changes, whatever else drifts beside it.
final class AdoptionTest {

    private static final StackId STACK = new StackId("111122223333", "us-east-1", "payments");
    private static final Mask MASK = Mask.of("k");

    private static Change change(String path, String expected, String actual) {
        var origin = new Origin(Origin.Kind.LITERAL, "", "t.yaml", PropertyPath.ROOT, 1, 1);
        return new Change.NotEqual(
                PropertyPath.parse(path),
                PropertyPath.parse(path),
                Value.plain(expected),
                Value.plain(actual),
                List.of(),
                Circumstances.declared(origin));
    }

    private static Drift drift(String resource, Drift.Status status, Change... changes) {
        var drift = new Drift(
                "",
                "",
                resource,
                resource.toLowerCase(java.util.Locale.ROOT),
                "AWS::X::Y",
                status,
                List.of(changes),
                Value.MapValue.EMPTY,
                Value.MapValue.EMPTY);
        return new DriftIds(STACK, MASK, Secrets.NONE).named(drift);
    }

    private static Drift db(Change... changes) {
        return drift("Db", Drift.Status.MODIFIED, changes);
    }

    private static Detection seen(List<Unchecked> unchecked, Drift... drifts) {
        var report = new DriftReport(
                Arrays.asList(drifts), new Coverage(9, 9, unchecked), List.of(), List.of(), List.of(), List.of());
        return new Detection(report, Map.of());
    }

    private static Adoption of(Drift... drifts) {
        var none = new Adoption(Adopted.NONE, MASK);
        var entries = none.entries(STACK, seen(List.of(), drifts));
        var written = AdoptedFile.write(new Adopted(entries));
        return new Adoption(AdoptedFile.read(AdoptedFile.PATH, written), MASK);
    }

    private static Adoption.Settled settle(Adoption adoption, Drift... now) {
        return adoption.settle(STACK, seen(List.of(), now), Set.of());
    }

    private static final Change CLASS = change("/Class", "small", "large");
    private static final Change SIZE = change("/Size", "6", "10");

    @Test
    void whatWasThereIsIgnoredWithItsReason() {
        var gone = drift("Queue", Drift.Status.DELETED);
        var settled = settle(of(db(CLASS, SIZE), gone), db(CLASS, SIZE), gone);
        assertThat(settled.detection().report().drifts()).isEmpty();
        assertThat(settled.detection().report().ignored())
                .hasSize(3)
                .allMatch(l -> l.reason().startsWith("adopted"));
        assertThat(settled.notices()).isEmpty();
    }

    @Test
    void eitherSideChangingMakesItDriftAgain() {
        for (var changed : List.of(change("/Class", "small", "huge"), change("/Class", "tiny", "large"))) {
            var settled = settle(of(db(CLASS, SIZE)), db(changed, SIZE));
            assertThat(settled.detection().report().drifts()).containsExactly(db(changed));
            assertThat(settled.notices()).containsExactly("adopted with other values, so it is drift now: Db /Class");
        }
    }

    @Test
    void howChangesAreCutIntoDriftsDoesNotMatter() {
        var adopted = of(db(CLASS, SIZE));
        assertThat(settle(adopted, db(CLASS), db(SIZE)).detection().report().drifts())
                .isEmpty();
        assertThat(settle(of(db(CLASS), db(SIZE)), db(CLASS, SIZE))
                        .detection()
                        .report()
                        .drifts())
                .isEmpty();
    }

    @Test
    void anotherChangeBesideItIsDriftAlone() {
        var added = change("/Public", "false", "true");
        assertThat(settle(of(db(CLASS, SIZE)), db(CLASS, added, SIZE))
                        .detection()
                        .report()
                        .drifts())
                .containsExactly(db(added));
        assertThat(settle(of(db(CLASS)), drift("Web", Drift.Status.MODIFIED, CLASS))
                        .detection()
                        .report()
                        .drifts())
                .hasSize(1);
        var elsewhere = new StackId("111122223333", "us-east-1", "other");
        assertThat(of(db(CLASS))
                        .settle(elsewhere, seen(List.of(), db(CLASS)), Set.of())
                        .detection()
                        .report()
                        .drifts())
                .hasSize(1);
    }

    @Test
    void whatIsGoneIsSaidAndLeavesTheListAndWhatCannotBeReadStays() {
        var adoption = of(db(CLASS, SIZE));
        assertThat(settle(adoption, db(SIZE)).notices())
                .singleElement()
                .asString()
                .startsWith("adopted, but no longer present: Db /Class; `phantom adopt`");
        assertThat(adoption.entries(STACK, seen(List.of(), db(SIZE))))
                .extracting(Adopted.Entry::path)
                .containsExactly("/Size");
        var denied = List.of(new Unchecked("Db", "AWS::X::Y", null, Unchecked.Reason.READ_DENIED));
        assertThat(adoption.settle(STACK, seen(denied), Set.of()).notices()).isEmpty();
        assertThat(adoption.entries(STACK, seen(denied))).hasSize(2);
    }

    /// A property that was not read, or what holds it, or a part of it, is not gone.
    @Test
    void aPlaceThatWasNotReadKeepsWhatWasAdoptedThere() {
        var nested = of(db(change("/A/B", "1", "2")));
        for (var path : List.of("/A", "/A/B", "/A/B/C")) {
            var hidden =
                    List.of(new Unchecked("Db", "AWS::X::Y", PropertyPath.parse(path), Unchecked.Reason.UNRESOLVED));
            assertThat(nested.entries(STACK, seen(hidden))).as(path).hasSize(1);
            assertThat(nested.settle(STACK, seen(hidden), Set.of()).ended())
                    .as(path)
                    .isEmpty();
        }
        for (var path : List.of("/AB", "/A/C")) {
            var beside =
                    List.of(new Unchecked("Db", "AWS::X::Y", PropertyPath.parse(path), Unchecked.Reason.UNRESOLVED));
            assertThat(nested.entries(STACK, seen(beside))).as(path).isEmpty();
        }
    }

    /// The same resource of a stack of the same name elsewhere is another one.
    @Test
    void aNameKnowsAccountAndRegion() {
        var ids = java.util.stream.Stream.of(
                        STACK,
                        new StackId("444455556666", "us-east-1", "payments"),
                        new StackId("111122223333", "eu-west-1", "payments"),
                        new StackId("111122223333", "us-east-1", "orders"))
                .map(stack ->
                        new DriftIds(stack, MASK, Secrets.NONE).named(db(CLASS)).driftId());
        assertThat(ids).doesNotHaveDuplicates().hasSize(4);
        var gone = drift("Db", Drift.Status.DELETED);
        var found = drift("Db", Drift.Status.UNMANAGED);
        assertThat(gone.contentHash()).isNotEqualTo(found.contentHash());
    }

    /// A hole that was closed and is opened again is nothing that the team agreed to on day one.
    @Test
    void whatWasGoneAndComesBackIsDrift() {
        var adoption = of(db(CLASS, SIZE));
        for (var meanwhile : List.of(List.<Change>of(), List.of(change("/Class", "small", "huge")))) {
            var between = settle(
                    adoption,
                    db(java.util.stream.Stream.concat(meanwhile.stream(), List.of(SIZE).stream())
                            .toArray(Change[]::new)));
            var again = adoption.settle(STACK, seen(List.of(), db(CLASS, SIZE)), between.ended());
            assertThat(again.detection().report().drifts()).containsExactly(db(CLASS));
            assertThat(again.notices())
                    .containsExactly("adopted, then changed and changed back, so it is drift now: Db /Class;"
                            + " remove it from .phantom/adopted.yaml");
            assertThat(again.ended()).isEqualTo(between.ended()).hasSize(1);
            assertThat(of(db(SIZE))
                            .settle(STACK, seen(List.of(), db(CLASS, SIZE)), again.ended())
                            .ended())
                    .isEmpty();
        }
        var denied = List.of(new Unchecked("Db", "AWS::X::Y", null, Unchecked.Reason.READ_DENIED));
        assertThat(adoption.settle(STACK, seen(denied), Set.of()).ended()).isEmpty();
    }

    @Test
    void aListIsTheSameAfterItWasWrittenAndRead() {
        var odd = new Adopted.Entry("a\": \"b", "s-1", "R\",\"x", "/T/\u00e9\n/~1", "d-1", "h");
        var entries = new ArrayList<>(of(db(CLASS, SIZE)).adopted().entries());
        entries.add(odd);
        var adopted = new Adopted(entries);
        assertThat(AdoptedFile.read("f", AdoptedFile.write(adopted))).isEqualTo(adopted);
        assertThat(AdoptedFile.read("f", AdoptedFile.write(Adopted.NONE))).isEqualTo(Adopted.NONE);
        assertThat(AdoptedFile.read("f", "")).isEqualTo(Adopted.NONE);
        assertThat(adopted.replaced(Set.of("s-1"), List.of()).entries())
                .doesNotContain(odd)
                .hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "version: 2",
                "adopted: []",
                "- x",
                "version: 1\nadopted: x",
                "version: 1\nadopted: [x]",
                "version: 1\nmore: x",
                "version: 1\nadopted: [{resource: Db}]",
                "version: 1\nadopted: [{key: s, driftId: d, contentHash: h, value: secret}]",
                "a: [",
            })
    void whatIsNoListIsSaidInOneLine(String text) {
        assertThatThrownBy(() -> AdoptedFile.read(".phantom/adopted.yaml", text))
                .isInstanceOf(PhantomException.class)
                .hasMessageStartingWith("PH-DRF-005 .phantom/adopted.yaml ")
                .message()
                .hasLineCount(1);
    }

    private static Change secret(int place, String value) {
        return new Change.Add(
                PropertyPath.parse("/Environment/" + place + "/DB_PASSWORD"),
                Value.string(value),
                Circumstances.undeclared());
    }

    private static Adoption.Settled settled(String key, Drift before, Drift now) {
        var mask = Mask.of(key);
        var entries = new Adoption(Adopted.NONE, mask).entries(STACK, seen(List.of(), before));
        return new Adoption(new Adopted(entries), mask).settle(STACK, seen(List.of(), now), Set.of());
    }

    /// With a key another secret is another value; without one nobody can tell, and that is said.
    @Test
    void anAdoptedSecretThatChangesIsDriftOrAGap() {
        var before = db(secret(0, "Tr0ub4dor"));
        var now = db(secret(0, "Tr0ub4dor-2"));
        assertThat(settled("key", before, now).notices())
                .containsExactly("adopted with other values, so it is drift now: Db /Environment/0/DB_PASSWORD");
        assertThat(settled("key", before, before).notices()).isEmpty();
        assertThat(settled("", before, now).detection().report().drifts()).isEmpty();
        assertThat(settled("", before, now).notices())
                .containsExactly("adopted with a secret, so a change of its value cannot be detected: Db"
                        + " /Environment/0/DB_PASSWORD; set PHANTOM_MASK_KEY and adopt again");
    }

    /// Two secrets look the same without a key: what was adopted once is adopted once.
    @Test
    void oneMoreSecretIsNotAdoptedWithTheFirst() {
        for (var key : List.of("key", "")) {
            var settled =
                    settled(key, db(secret(0, "Tr0ub4dor")), db(secret(0, "Tr0ub4dor"), secret(1, "Tr0ub4dor-2")));
            assertThat(settled.detection().report().drifts()).hasSize(1);
            assertThat(settled.detection().report().ignored()).hasSize(1);
        }
    }
}
