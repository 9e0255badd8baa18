package dev.phantom.run;

import dev.phantom.stack.Progress;

/// Says of each line which stack it is about, where several are walked side by side.
record NamedProgress(String stack, Progress progress) implements Progress {

    @Override
    public void accept(String line) {
        progress.accept(stack + ": " + line);
    }

    @Override
    public void step(String now) {
        progress.step(stack + ": " + now);
    }
}
