package dev.phantom.run;

/// The stages of one stack's walk.
public enum Stage {
    READ_SAFE("read"),
    READ_LIVE("read"),
    COMPARE("compare"),
    ATTRIBUTE("attribute"),
    CUT("cut"),
    ASSESS("assess"),
    ESTIMATE("estimate"),
    COLLECT("collect"),
    JUDGE("judge"),
    PLAN("plan"),
    PROVE("verify"),
    PUBLISH("publish");

    private final String verb;

    Stage(String verb) {
        this.verb = verb;
    }

    /// As a failure of the run calls it.
    public String verb() {
        return verb;
    }
}
