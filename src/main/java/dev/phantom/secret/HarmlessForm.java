package dev.phantom.secret;

import dev.phantom.value.PropertyView;
import java.util.regex.Pattern;

/// What a variable may hold and nobody keeps secret: closed forms that say what they are.
final class HarmlessForm {

    private static final String UNIT = "(?:ns|us|µs|ms|s|secs?|seconds?|m|mins?|minutes?|h|hrs?|hours?|d|days?|w|weeks?"
            + "|months?|years?|B|bytes?|[KMGTkmgt]i?[Bb]?|%)";

    private static final Pattern NUMBER = Pattern.compile("[-+]?\\d{1,15}+(?:[.,]\\d{1,15}+)?(?:[eE][-+]?\\d{1,3})?");

    private static final Pattern MEASURE = Pattern.compile(
            "(?:\\d{1,9}+(?:\\.\\d{1,9}+)?\\h?" + UNIT + "\\h?){1,6}|P(?:\\d+[YMWD])*(?:T(?:\\d+[HMS])+)?");

    private static final Pattern WORD =
            Pattern.compile("(?i)yes|no|on|off|enabled?|disabled?|null|none|nil|auto|default"
                    + "|trace|debug|info(?:rmation)?|notice|warn(?:ing)?|error|err|critical|fatal|severe|all|verbose|silent|quiet"
                    + "|dev(?:elopment)?|test(?:ing)?|qa|uat|int(?:egration)?|stag(?:e|ing)|pre-?prod|prod(?:uction)?|live|sandbox"
                    + "|local|ci|demo|json|text|plain|xml|ya?ml|csv|html|https?|tcp|udp|grpc|tls|ssl|utc|gmt|utf-?8|ascii"
                    + "|get|put|post|patch|delete|head|options");

    private static final Pattern REGION = Pattern.compile(
            "(?:af|ap|ca|cn|eu|eusc|il|me|mx|sa|us)(?:-gov|-isob?[a-z]?|-de)?-(?:central|(?:north|south)?(?:east|west)?)"
                    + "-\\d[a-z]?");

    private static final Pattern PLACE = Pattern.compile(
            "[a-z]{2}(?:[-_][A-Z]{2})?(?:\\.UTF-?8)?|(?:Africa|America|Asia|Australia|Europe|Pacific|Etc)/[A-Za-z_+-]{2,30}");

    private static final Pattern DATE = Pattern.compile(
            "\\d{4}-\\d\\d-\\d\\d(?:[T ]\\d\\d:\\d\\d(?::\\d\\d(?:\\.\\d{1,9})?)?(?:Z|[+-]\\d\\d:?\\d\\d)?)?");

    private static final Pattern VERSION =
            Pattern.compile("v?\\d{1,5}(?:\\.\\d{1,6}){1,3}(?:-(?:alpha|beta|rc)\\.?\\d{0,3})?");

    private HarmlessForm() {}

    static boolean is(String text) {
        return text.isEmpty()
                || NonSecretForm.is(text)
                || PropertyView.flagOf(text).isPresent()
                || text.length() <= 64
                        && (NUMBER.matcher(text).matches() && !PersonalText.isCard(text)
                                || MEASURE.matcher(text).matches() && text.length() > 1
                                || WORD.matcher(text).matches()
                                || REGION.matcher(text).matches()
                                || PLACE.matcher(text).matches()
                                || DATE.matcher(text).matches()
                                || VERSION.matcher(text).matches());
    }
}
