package dev.phantom.iac;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The files of one stack as they are now.
///
/// @param texts  by path, the definition's own among them
/// @param values paths of the files that give values to inputs, later ones win
public record SourceFiles(Map<String, String> texts, List<String> values) {

    public SourceFiles {
        texts = Collections.unmodifiableMap(new LinkedHashMap<>(texts));
        values = List.copyOf(values);
    }

    public String text(String file) {
        return texts.getOrDefault(file, "");
    }
}
