package dev.phantom.analysis.measure;

import dev.phantom.value.PropertyView;
import dev.phantom.value.Value;

/// The numbers of a template, which may be written as texts.
public final class Numbers {
    private Numbers() {}

    /// A whole number of at most twelve digits; -1 for everything else.
    public static double of(Value value) {
        return of(new PropertyView(value).text().orElse(""));
    }

    /// The same of a text.
    public static double of(String text) {
        return text.matches("[0-9]{1,12}") ? Double.parseDouble(text) : -1;
    }
}
