package dev.phantom.severity.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.phantom.value.PropertyPath;
import dev.phantom.value.Value;
import dev.phantom.value.Value.ListValue;
import dev.phantom.value.Value.MapValue;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.function.BiConsumer;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/// Laws of who is admitted, over generated policies. A failure names its seed.
class PolicyLawsTest {
    private static final int RUNS = 2_000;
    private static final String OWN = "111122223333";

    private static final List<String> PRINCIPALS =
            List.of("*", OWN, "999900001111", "arn:aws:iam::999900001111:role/x", "arn:aws:iam::111122223333:role/app");
    private static final List<String> ACTIONS = List.of(
            "*",
            "s3:*",
            "s3:Get*",
            "s3:GetObject",
            "s3:PutObject",
            "s3:*Object",
            "sqs:SendMessage",
            "new:Thing",
            "s3:GetObject?cl");
    private static final List<String> RESOURCES =
            List.of("*", "arn:aws:s3:::b/*", "arn:aws:s3:::b", "arn:aws:s3:::*", "arn:aws:s3:::b/public/*");
    private static final List<String> OPERATORS = List.of(
            "StringEquals",
            "StringLike",
            "StringNotEquals",
            "StringNotLike",
            "StringEqualsIfExists",
            "ForAllValues:StringLike",
            "ForAnyValue:StringEquals",
            "ArnLike",
            "IpAddress",
            "NotIpAddress",
            "IpAddressIfExists",
            "Bool",
            "Null");
    private static final List<String> KEYS = List.of(
            "aws:SourceIp",
            "aws:SourceVpc",
            "aws:PrincipalOrgID",
            "aws:PrincipalAccount",
            "aws:SourceArn",
            "aws:SecureTransport",
            "aws:Referer",
            "aws:PrincipalIsAWSService");
    private static final List<String> VALUES = List.of(
            "*",
            "o-1",
            "vpc-1",
            OWN,
            "999900001111",
            "arn:aws:sns:us-east-1:111122223333:t",
            "arn:aws:s3:::*",
            "true",
            "false",
            "0.0.0.0/0",
            "203.0.113.0/24",
            "${aws:userid}");

    @Test
    void aConditionMoreNeverAdmitsMoreAndOneLessNeverLess() {
        each((random, policy) -> {
            int at = random.nextInt(policy.size());
            var with = changed(policy, at, s -> condition(random, s));
            if (allows(policy.get(at))) {
                assertThat(reach(with)).isLessThanOrEqualTo(reach(policy));
                assertNothingMore(policy, with);
            } else {
                assertThat(reach(with)).isGreaterThanOrEqualTo(reach(policy));
            }
        });
    }

    @Test
    void anAllowMoreNeverAdmitsLess() {
        each((random, policy) -> {
            var with = new ArrayList<>(policy);
            with.add(random.nextInt(policy.size() + 1), statement(random, "Allow"));
            assertThat(reach(with)).isGreaterThanOrEqualTo(reach(policy));
            assertNothingMore(with, policy);
        });
    }

    @Test
    void aDenyMoreNeverAdmitsMore() {
        each((random, policy) -> {
            var with = new ArrayList<>(policy);
            with.add(random.nextInt(policy.size() + 1), statement(random, "Deny"));
            assertThat(reach(with)).isLessThanOrEqualTo(reach(policy));
            assertNothingMore(policy, with);
        });
    }

    @Test
    void anActionAResourceOrAPrincipalMoreNeverAdmitsLess() {
        each((random, policy) -> {
            int at = random.nextInt(policy.size());
            var key = pick(random, List.of("Action", "Resource"));
            var values = key.equals("Action") ? ACTIONS : RESOURCES;
            var more = pick(random, values);
            var with = changed(policy, at, s -> s.computeIfPresent(key, (k, v) -> both(v, more)));
            if (allows(policy.get(at))) {
                assertThat(reach(with)).isGreaterThanOrEqualTo(reach(policy));
                assertNothingMore(with, policy);
            } else {
                assertThat(reach(with)).isLessThanOrEqualTo(reach(policy));
            }
        });
    }

    @Test
    void orderAndSpellingDoNotMatter() {
        each((random, policy) -> {
            var other = new ArrayList<>(policy);
            Collections.shuffle(other, random);
            other.replaceAll(s -> respelled(random, s));
            assertThat(reach(other)).isEqualTo(reach(policy));
            assertNothingMore(policy, other);
            assertNothingMore(other, policy);
        });
    }

    @Test
    void aPolicyAdmitsNothingBeyondItself() {
        each((random, policy) -> assertNothingMore(policy, policy));
    }

    private static void assertNothingMore(List<Map<String, Value>> safe, List<Map<String, Value>> live) {
        var change = new PolicyChange(
                PolicyPlace.Kind.RESOURCE, dev.phantom.severity.Severity.HIGH, access(safe), access(live));
        assertThat(ResourceRisks.of(change))
                .filteredOn(r -> r.topic() == Topic.PUBLIC)
                .isEmpty();
    }

    private static Reach reach(List<Map<String, Value>> policy) {
        return access(policy).reach();
    }

    private static PolicyAccess access(List<Map<String, Value>> policy) {
        var statements =
                new ListValue(policy.stream().map(s -> (Value) new MapValue(s)).toList());
        var document = new MapValue(
                Map.of("Statement", policy.size() == 1 ? statements.items().getFirst() : statements));
        return PolicyAccess.of(AccessPolicy.of(document, PropertyPath.ROOT, false), OWN);
    }

    private static void each(BiConsumer<Random, List<Map<String, Value>>> law) {
        for (int seed = 0; seed < RUNS; seed++) {
            var random = new Random(seed);
            var policy = new ArrayList<Map<String, Value>>();
            for (int i = random.nextInt(3); i >= 0; i--) {
                policy.add(statement(random, random.nextInt(3) == 0 ? "Deny" : "Allow"));
            }
            try {
                law.accept(random, policy);
            } catch (AssertionError e) {
                throw new AssertionError("seed " + seed + ": " + policy, e);
            }
        }
    }

    private static Map<String, Value> statement(Random random, String effect) {
        var statement = new LinkedHashMap<String, Value>();
        statement.put("Effect", Value.string(effect));
        var principal = pick(random, PRINCIPALS);
        statement.put(
                random.nextInt(8) == 0 && !principal.equals("*") ? "NotPrincipal" : "Principal",
                random.nextBoolean() && principal.equals("*")
                        ? Value.string(principal)
                        : new MapValue(Map.of("AWS", some(random, principal))));
        statement.put(random.nextInt(6) == 0 ? "NotAction" : "Action", some(random, pick(random, ACTIONS)));
        statement.put(random.nextInt(8) == 0 ? "NotResource" : "Resource", some(random, pick(random, RESOURCES)));
        for (int i = random.nextInt(3); i > 0; i--) {
            condition(random, statement);
        }
        return statement;
    }

    /// Adds a key to the block; one that is there stays as it is.
    private static void condition(Random random, Map<String, Value> statement) {
        var block = new LinkedHashMap<>(statement.get("Condition") instanceof MapValue c ? c.entries() : Map.of());
        var operator = pick(random, OPERATORS);
        var keys = new LinkedHashMap<>(block.get(operator) instanceof MapValue k ? k.entries() : Map.of());
        keys.putIfAbsent(pick(random, KEYS), some(random, pick(random, VALUES)));
        block.put(operator, new MapValue(keys));
        statement.put("Condition", new MapValue(block));
    }

    private static List<Map<String, Value>> changed(
            List<Map<String, Value>> policy, int at, java.util.function.Consumer<Map<String, Value>> change) {
        var all = new ArrayList<>(policy);
        var one = new LinkedHashMap<>(all.get(at));
        change.accept(one);
        all.set(at, one);
        return all;
    }

    private static Value both(Value value, String more) {
        var items = new ArrayList<>(value instanceof ListValue list ? list.items() : List.of(value));
        items.add(Value.string(more));
        return new ListValue(items);
    }

    private static Map<String, Value> respelled(Random random, Map<String, Value> statement) {
        var other = new LinkedHashMap<String, Value>();
        var keys = new ArrayList<>(statement.keySet());
        Collections.shuffle(keys, random);
        for (var key : keys) {
            UnaryOperator<String> spell = key.endsWith("Action")
                    ? PolicyLawsTest::action
                    : key.endsWith("Resource") ? t -> t.replace("*", "**") : UnaryOperator.identity();
            other.put(
                    key,
                    List.of("Condition", "Effect").contains(key)
                            ? statement.get(key)
                            : respelled(statement.get(key), spell));
        }
        return other;
    }

    private static String action(String text) {
        return text.toUpperCase(Locale.ROOT).replace("*", "***");
    }

    private static Value respelled(Value value, UnaryOperator<String> spell) {
        return switch (value) {
            case ListValue list -> {
                var items = new ArrayList<>(
                        list.items().stream().map(v -> respelled(v, spell)).toList());
                Collections.reverse(items);
                yield items.size() == 1 ? items.getFirst() : new ListValue(items);
            }
            case MapValue map -> {
                var entries = new LinkedHashMap<String, Value>();
                map.entries().forEach((k, v) -> entries.put(k, respelled(v, spell)));
                yield new MapValue(entries);
            }
            case Value.Scalar s -> new ListValue(List.of(Value.string(spell.apply(s.text()))));
            case Value other -> other;
        };
    }

    private static boolean allows(Map<String, Value> statement) {
        return statement.get("Effect") instanceof Value.Scalar s && s.text().equals("Allow");
    }

    private static Value some(Random random, String text) {
        return random.nextBoolean() ? Value.string(text) : Value.list(Value.string(text));
    }

    private static <T> T pick(Random random, List<T> from) {
        return from.get(random.nextInt(from.size()));
    }
}
