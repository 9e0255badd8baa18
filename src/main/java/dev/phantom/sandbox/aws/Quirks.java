package dev.phantom.sandbox.aws;

/// How unpleasant the embedded AWS is.
///
/// @param throttleEvery          every so many calls of a service one is throttled; 0 for never
/// @param polls                  how often a client must ask until a scan or a template is done
/// @param pageSize               of every listing; 0 for AWS's own sizes
/// @param scansPerDay            quota of resource scans
/// @param templateFailsOver      a generated template of more resources ends FAILED although each is COMPLETE
/// @param templatesAtOnce        how many templates may be generating at one time
public record Quirks(
        int throttleEvery, int polls, int pageSize, int scansPerDay, int templateFailsOver, int templatesAtOnce) {

    /// What the real one does, as far as it is known; quick enough for a demo.
    public static final Quirks REAL = new Quirks(37, 2, 0, 10, 250, 5);

    public Quirks throttleEvery(int calls) {
        return new Quirks(calls, polls, pageSize, scansPerDay, templateFailsOver, templatesAtOnce);
    }

    public Quirks polls(int asked) {
        return new Quirks(throttleEvery, asked, pageSize, scansPerDay, templateFailsOver, templatesAtOnce);
    }

    public Quirks pageSize(int size) {
        return new Quirks(throttleEvery, polls, size, scansPerDay, templateFailsOver, templatesAtOnce);
    }

    public Quirks scansPerDay(int scans) {
        return new Quirks(throttleEvery, polls, pageSize, scans, templateFailsOver, templatesAtOnce);
    }

    public Quirks templateFailsOver(int resources) {
        return new Quirks(throttleEvery, polls, pageSize, scansPerDay, resources, templatesAtOnce);
    }

    int page(int real) {
        return pageSize == 0 ? real : Math.min(real, pageSize);
    }
}
