package dev.phantom.severity.rules;

import dev.phantom.stack.ValueJson;
import dev.phantom.value.PropertyView;
import dev.phantom.value.Value;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/// An IAM policy document, given as a map or as a string that holds JSON.
///
/// Grammar: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html
record PolicyDocument(List<Statement> statements) {
    record Statement(PropertyView view) {
        boolean allows() {
            return view.text("Effect").filter("Allow"::equalsIgnoreCase).isPresent();
        }

        /// Lower case, as IAM compares them.
        List<String> actions() {
            return texts("Action").map(a -> a.toLowerCase(Locale.ROOT)).toList();
        }

        boolean allButSome() {
            return view.at("NotAction").isPresent();
        }

        boolean anyResource() {
            return view.at("NotResource").isPresent() || texts("Resource").anyMatch("*"::equals);
        }

        /// Every principal as text: `*`, an account, an ARN, a service.
        List<String> principals() {
            return view.at("Principal").stream()
                    .flatMap(PolicyDocument::scalars)
                    .toList();
        }

        boolean anyPrincipal() {
            return principals().contains("*");
        }

        boolean conditioned() {
            return !view.items("Condition").isEmpty();
        }

        private Stream<String> texts(String key) {
            return view.at(key).stream().flatMap(PolicyDocument::scalars);
        }
    }

    static PolicyDocument of(Optional<Value> value) {
        var root = value.flatMap(v -> v instanceof Value.Scalar s ? json(s.text()) : Optional.of(v));
        return new PolicyDocument(root.stream()
                .flatMap(v -> new PropertyView(v).items("Statement").stream())
                .map(Statement::new)
                .toList());
    }

    private static Optional<Value> json(String text) {
        try {
            return Optional.of(ValueJson.parse(text));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static Stream<String> scalars(Value value) {
        return switch (value) {
            case Value.Scalar s -> Stream.of(s.text());
            case Value.ListValue list -> list.items().stream().flatMap(PolicyDocument::scalars);
            case Value.MapValue map -> map.entries().values().stream().flatMap(PolicyDocument::scalars);
            case Value.Reference r -> scalars(r.known());
            case Value.Intrinsic i -> Stream.empty();
            case Value.Unknown u -> Stream.empty();
            case Value.Sensitive s -> Stream.empty();
        };
    }
}
