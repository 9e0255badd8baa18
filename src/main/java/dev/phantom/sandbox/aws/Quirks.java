package dev.phantom.sandbox.aws;

/// How unpleasant the embedded AWS is.
///
/// @param throttleEvery          every so many calls of a service one is throttled; 0 for never
/// @param polls                  how often a client must ask until a scan or a template is done
/// @param pageSize               of every listing; 0 for AWS's own sizes
/// @param scansPerDay            quota of resource scans
/// @param templateFailsOver      a generated template of more resources ends FAILED although each is COMPLETE
/// @param templatesAtOnce        how many templates may be generating at one time
/// @param rowsInSync             so many resources that are in sync stand in a drift-aware change set nevertheless
public record Quirks(
        int throttleEvery,
        int polls,
        int pageSize,
        int scansPerDay,
        int templateFailsOver,
        int templatesAtOnce,
        int rowsInSync) {

    /// What the real one does, as far as it is known; quick enough for a demo.
    public static final Quirks REAL = new Quirks(37, 2, 0, 10, 250, 5, 0);

    public Quirks throttleEvery(int calls) {
        return new Quirks(calls, polls, pageSize, scansPerDay, templateFailsOver, templatesAtOnce, rowsInSync);
    }

    public Quirks polls(int asked) {
        return new Quirks(throttleEvery, asked, pageSize, scansPerDay, templateFailsOver, templatesAtOnce, rowsInSync);
    }

    public Quirks pageSize(int size) {
        return new Quirks(throttleEvery, polls, size, scansPerDay, templateFailsOver, templatesAtOnce, rowsInSync);
    }

    public Quirks scansPerDay(int scans) {
        return new Quirks(throttleEvery, polls, pageSize, scans, templateFailsOver, templatesAtOnce, rowsInSync);
    }

    public Quirks templateFailsOver(int resources) {
        return new Quirks(throttleEvery, polls, pageSize, scansPerDay, resources, templatesAtOnce, rowsInSync);
    }

    public Quirks rowsInSync(int resources) {
        return new Quirks(throttleEvery, polls, pageSize, scansPerDay, templateFailsOver, templatesAtOnce, resources);
    }

    int page(int real) {
        return pageSize == 0 ? real : Math.min(real, pageSize);
    }
}
