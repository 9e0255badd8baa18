package dev.phantom.analysis;

/// How sure the verdict is. The score is the hit rate of that level in the kept calibration table (MEASURED), and
/// as long as there is none 0.5 / 0.7 / 0.9 (NOMINAL). Never a number that a model made up.
public record Confidence(Level level, double score, Basis basis) {

    public enum Level {
        LOW,
        MEDIUM,
        HIGH
    }

    public enum Basis {
        MEASURED("measured"),
        NOMINAL("nominal: not calibrated");

        private final String text;

        Basis(String text) {
            this.text = text;
        }

        /// For people.
        public String text() {
            return text;
        }
    }

    public static Confidence nominal(Level level) {
        return new Confidence(
                level,
                switch (level) {
                    case LOW -> 0.5;
                    case MEDIUM -> 0.7;
                    case HIGH -> 0.9;
                },
                Basis.NOMINAL);
    }
}
