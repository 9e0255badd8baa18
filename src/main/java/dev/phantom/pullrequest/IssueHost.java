package dev.phantom.pullrequest;

import java.util.List;

/// The issues of a code host. Every write is safe to repeat after a lost answer, but opening: who opens looks first.
///
/// Each method throws [dev.phantom.fault.PhantomException] with a code of the host's area when the host refuses or
/// stays away.
public interface IssueHost {

    record Issue(int number, String url, String title, String body, boolean isOpen) {}

    /// Every issue with the label, open or not, newest first; no pull requests. Only who may triage the repository can
    /// set a label, so an outsider's issue is never among them.
    List<Issue> issues(String label);

    Issue open(String title, String body, List<String> labels);

    void reopen(int number);

    void edit(int number, String title, String body);

    /// Comments once: the same text is not said twice on one issue.
    void comment(int number, String text);

    void close(int number);
}
