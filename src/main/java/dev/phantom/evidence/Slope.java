package dev.phantom.evidence;

/// How much a series gains in a day.
///
/// @param perDay in the unit of the series; negative where it falls
/// @param error  one standard error of that, with the dependence of neighbouring hours taken into account
public record Slope(double perDay, double error) {

    private static final double CLEAR = 4;

    /// Whether it can hardly be noise.
    public boolean isClear() {
        return Math.abs(perDay) > CLEAR * error;
    }
}
