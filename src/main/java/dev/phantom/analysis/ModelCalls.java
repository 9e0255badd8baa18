package dev.phantom.analysis;

/// Is told of each call of a language model, once it has ended. It throws nothing.
@FunctionalInterface
public interface ModelCalls {

    ModelCalls NONE = call -> {};

    void called(ModelCall call);
}
