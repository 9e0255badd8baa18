package dev.phantom.run;

/// The verbs of the walk and the spans that they show as.
enum Stage {
    READ_SAFE("read", "phantom.read.safe"),
    READ_LIVE("read", "phantom.read.live"),
    COMPARE("compare", "phantom.compare"),
    ATTRIBUTE("attribute", "phantom.attribute"),
    CUT("cut", "phantom.cut"),
    ASSESS("assess", "phantom.assess"),
    ESTIMATE("estimate", "phantom.estimate"),
    COLLECT("collect", "phantom.collect"),
    JUDGE("judge", "phantom.judge"),
    PLAN("plan", "phantom.plan"),
    VERIFY("verify", "phantom.verify"),
    PUBLISH("publish", "phantom.publish");

    private final String verb;
    private final String span;

    Stage(String verb, String span) {
        this.verb = verb;
        this.span = span;
    }

    public String verb() {
        return verb;
    }

    public String span() {
        return span;
    }
}
