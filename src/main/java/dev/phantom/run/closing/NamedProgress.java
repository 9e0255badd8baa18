package dev.phantom.run.closing;

import dev.phantom.stack.Progress;

/// Says of each line which stack it is about, where several are walked side by side.
record NamedProgress(String stack, Progress progress) implements Progress {

    @Override
    public void accept(String line) {
        progress.accept(named(line));
    }

    @Override
    public void step(String now) {
        progress.step(named(now));
    }

    /// Some say it themselves.
    private String named(String line) {
        var name = stack + ": ";
        return line.startsWith(name) ? line : name + line;
    }
}
