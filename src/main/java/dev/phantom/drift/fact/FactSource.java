package dev.phantom.drift.fact;

/// What a fact rests on.
public sealed interface FactSource {

    /// A resource schema of the embedded table.
    ///
    /// @param type    whose schema; empty for the fact's own type
    /// @param pointer `/definitions/Tag/properties/Key`; empty for the description of the fact's own path
    record Schema(String type, String pointer) implements FactSource {}

    /// AWS's model of a service's API, which the API reference is made of.
    ///
    /// @param model  service and version: `kafka-2018-11-14`
    /// @param shape  an operation or a structure
    /// @param member of it; empty for the shape itself
    record Api(String model, String shape, String member) implements FactSource {
        /// AWS's own link to the reference page of the shape.
        public String url() {
            return "https://docs.aws.amazon.com/goto/WebAPI/" + model + "/" + shape;
        }
    }

    /// A page of AWS's documentation.
    ///
    /// @param url     of the page, without fragment
    /// @param section its heading, or the parameter it describes
    record Page(String url, String section) implements FactSource {}

    /// Nobody wrote it down: how AWS is seen to work. Never good enough for a protection.
    ///
    /// @param why it is believed
    record Heuristic(String why) implements FactSource {}

    default boolean isHeuristic() {
        return this instanceof Heuristic;
    }

    /// As people read it. A place in a schema is told by its type and pointer.
    default String words() {
        return switch (this) {
            case Schema s -> "schema " + s.type() + "#" + s.pointer();
            case Api a -> a.url() + (a.member().isEmpty() ? "" : " § " + a.member());
            case Page p -> p.url() + " § " + p.section();
            case Heuristic h -> "heuristic: " + h.why();
        };
    }
}
