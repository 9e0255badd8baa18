package dev.phantom.drift.compare;

import dev.phantom.value.Value;
import java.util.List;

/// The longest common subsequence of two lists; between two common elements, those that stand in the same place are one
/// changed element.
record Alignment(List<Value> expected, List<Value> actual) {

    void run(UnpairedElements open, ListWalk.Step step) {
        int n = expected.size();
        int m = actual.size();
        var equal = new boolean[n][m];
        var longest = new int[n + 1][m + 1];
        for (int i = n - 1; i >= 0; i--) {
            for (int j = m - 1; j >= 0; j--) {
                equal[i][j] = open.equal(i, j, step);
                longest[i][j] =
                        equal[i][j] ? longest[i + 1][j + 1] + 1 : Math.max(longest[i + 1][j], longest[i][j + 1]);
            }
        }
        int i = 0;
        int j = 0;
        int fromI = 0;
        int fromJ = 0;
        while (i < n && j < m) {
            if (equal[i][j] && longest[i][j] == longest[i + 1][j + 1] + 1) {
                between(open, step, fromI, i, fromJ, j);
                open.pair(i, j, step);
                fromI = ++i;
                fromJ = ++j;
            } else if (longest[i + 1][j] >= longest[i][j + 1]) {
                i++;
            } else {
                j++;
            }
        }
        between(open, step, fromI, n, fromJ, m);
        open.report(step, false);
    }

    private static void between(UnpairedElements open, ListWalk.Step step, int i, int endI, int j, int endJ) {
        for (int k = 0; i + k < endI && j + k < endJ; k++) {
            open.pair(i + k, j + k, step);
        }
    }
}
