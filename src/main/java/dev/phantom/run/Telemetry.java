package dev.phantom.run;

import java.util.Map;
import java.util.function.Supplier;

/// Watches the walk; never breaks it.
public interface Telemetry extends AutoCloseable {

    /// Runs a stage inside a span of that name and measures it.
    <T> T stage(String span, Map<String, String> attributes, Supplier<T> work);

    void count(String metric, double by, Map<String, String> tags);

    void gauge(String metric, double value, Map<String, String> tags);

    /// Flushes within a bound; failures only warn.
    @Override
    void close();

    Telemetry OFF = new Telemetry() {
        @Override
        public <T> T stage(String span, Map<String, String> attributes, Supplier<T> work) {
            return work.get();
        }

        @Override
        public void count(String metric, double by, Map<String, String> tags) {}

        @Override
        public void gauge(String metric, double value, Map<String, String> tags) {}

        @Override
        public void close() {}
    };
}
