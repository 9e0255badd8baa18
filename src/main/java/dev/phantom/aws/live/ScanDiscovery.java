package dev.phantom.aws.live;

import dev.phantom.aws.AwsErrors;
import dev.phantom.aws.live.ScanReader.Scan;
import dev.phantom.aws.live.ScanReader.Scanned;
import dev.phantom.fault.Code;
import dev.phantom.fault.PhantomException;
import dev.phantom.stack.Progress;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/// Looks for what a resource scan of the last day shows beside known resources and no stack manages. That it cannot be
/// done is a gap: what is known of the stack itself stays.
record ScanDiscovery(ScanReader scans, Progress progress) {

    private static final Duration FRESH = Duration.ofDays(1);

    /// @param scanId empty where no scan was to be had
    record Seen(String scanId, List<Scanned> beside, List<String> gaps) {
        Seen {
            beside = List.copyOf(beside);
            gaps = List.copyOf(gaps);
        }
    }

    /// @param known the resources beside which it looks, of the scan
    Seen beside(Set<String> types, Function<Scan, List<Scanned>> known, Instant now) {
        try {
            var scan = scans.valid(types, now.minus(FRESH)).orElseGet(() -> scans.scan(types, now));
            return new Seen(scan.id(), scans.unmanagedBeside(scan.id(), known.apply(scan)), List.of());
        } catch (AwsServiceException e) {
            return none(AwsErrors.text(e));
        } catch (PhantomException e) {
            if (e.diagnostic().code() != Code.AWS_SCAN) {
                throw e;
            }
            return none(e.diagnostic().line());
        }
    }

    private Seen none(String why) {
        var gap = "no discovery of unmanaged resources: " + why;
        progress.accept(gap);
        return new Seen("", List.of(), List.of(gap));
    }
}
