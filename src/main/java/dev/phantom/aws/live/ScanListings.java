package dev.phantom.aws.live;

import dev.phantom.aws.live.ScanReader.Scanned;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/// What resource scans found, listed once for all stacks of a run: a complete scan does not change, and each stack asks
/// for the same pages of a hundred resources. The oldest listings are let go where all of them would be too many to
/// hold.
final class ScanListings {

    /// Some 20 MB.
    private static final int MOST = 50_000;

    private final int most;
    private final Map<Key, Listing> kept = new LinkedHashMap<>();

    /// @param prefix of the types
    record Key(String scanId, String prefix) {}

    /// One that is being read is waited for by whoever else needs it; one that failed is read again.
    private static final class Listing {
        private List<Scanned> found = List.of();
        private boolean read;

        synchronized List<Scanned> read(Supplier<List<Scanned>> list) {
            if (!read) {
                found = list.get();
                read = true;
            }
            return found;
        }

        synchronized int size() {
            return found.size();
        }
    }

    ScanListings() {
        this(MOST);
    }

    /// @param most how many resources are held, in all listings
    ScanListings(int most) {
        this.most = most;
    }

    List<Scanned> of(Key key, Supplier<List<Scanned>> list) {
        Listing listing;
        synchronized (kept) {
            listing = kept.computeIfAbsent(key, k -> new Listing());
        }
        var found = listing.read(list);
        synchronized (kept) {
            bound();
        }
        return found;
    }

    private void bound() {
        var held = kept.values().stream().mapToInt(Listing::size).sum();
        var oldest = kept.values().iterator();
        while (held > most && oldest.hasNext()) {
            held -= oldest.next().size();
            oldest.remove();
        }
    }
}
