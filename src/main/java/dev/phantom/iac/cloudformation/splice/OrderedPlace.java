package dev.phantom.iac.cloudformation.splice;

import java.util.List;

/// Where a person would put a new key: in its place if the keys are in order, else at the end.
final class OrderedPlace {
    private static final int ENOUGH = 4;

    private OrderedPlace() {}

    /// Index of the key to stand behind; -1 for an empty map.
    static int after(List<String> keys, String key) {
        int last = keys.size() - 1;
        if (keys.size() < ENOUGH) {
            return last;
        }
        for (int i = 0; i < last; i++) {
            if (keys.get(i).compareTo(keys.get(i + 1)) > 0) {
                return last;
            }
        }
        int place = last;
        while (place > 0 && keys.get(place).compareTo(key) > 0) {
            place--;
        }
        return keys.get(place).compareTo(key) > 0 ? last : place;
    }
}
