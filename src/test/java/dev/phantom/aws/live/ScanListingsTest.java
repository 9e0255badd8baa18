package dev.phantom.aws.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.phantom.aws.live.ScanListings.Key;
import dev.phantom.aws.live.ScanReader.Scanned;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class ScanListingsTest {

    private static final Key QUEUES = new Key("scan-1", "AWS::SQS::Queue");
    private static final Key TOPICS = new Key("scan-1", "AWS::SNS::Topic");

    private final List<Key> listed = Collections.synchronizedList(new ArrayList<>());

    private Supplier<List<Scanned>> list(Key key, int count) {
        return () -> {
            listed.add(key);
            return Collections.nCopies(count, new Scanned(key.prefix(), Map.of("Name", "a"), true));
        };
    }

    @Test
    void stacksThatAreReadAtOnceListAScanOnce() throws Exception {
        var listings = new ScanListings(10);
        Callable<List<Scanned>> stack = () -> listings.of(QUEUES, list(QUEUES, 3));
        try (var pool = Executors.newFixedThreadPool(4)) {
            for (var found : pool.invokeAll(Collections.nCopies(4, stack))) {
                assertThat(found.get()).hasSize(3);
            }
        }
        assertThat(listed).containsExactly(QUEUES);
    }

    @Test
    void whatFailedIsListedAgain() {
        var listings = new ScanListings(10);
        assertThatThrownBy(() -> listings.of(QUEUES, () -> {
                    throw new IllegalStateException("throttled");
                }))
                .hasMessage("throttled");
        assertThat(listings.of(QUEUES, list(QUEUES, 3))).hasSize(3);
    }

    @Test
    void theOldestIsLetGoWhereAllWouldBeTooMany() {
        var listings = new ScanListings(4);
        listings.of(QUEUES, list(QUEUES, 3));
        listings.of(TOPICS, list(TOPICS, 3));
        listings.of(TOPICS, list(TOPICS, 3));
        listings.of(QUEUES, list(QUEUES, 3));
        assertThat(listed).containsExactly(QUEUES, TOPICS, QUEUES);
    }

    @Test
    void oneThatIsTooLongToHoldIsStillTheAnswer() {
        assertThat(new ScanListings(2).of(QUEUES, list(QUEUES, 3))).hasSize(3);
    }
}
