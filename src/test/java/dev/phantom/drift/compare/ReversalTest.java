package dev.phantom.drift.compare;

import static dev.phantom.drift.compare.Compare.compare;
import static dev.phantom.drift.compare.Compare.map;
import static org.assertj.core.api.Assertions.assertThat;

import dev.phantom.drift.Change;
import dev.phantom.drift.Circumstances;
import dev.phantom.value.PropertyPath;
import dev.phantom.value.Value;
import dev.phantom.value.Value.MapValue;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Which live model is left when what the comparison found is undone.
class ReversalTest {

    private static final String POLICY = "AWS::IAM::ManagedPolicy";
    private static final String INSTANCE = "AWS::EC2::Instance";
    private static final String UNKNOWN = "Acme::Un::Known";

    private static MapValue undone(MapValue live, List<Change> changes) {
        return Reversal.of(live, changes).orElseThrow();
    }

    private static MapValue comesBack(String type, String declared, String live) {
        var safe = map(declared);
        var now = map(live);
        var found = compare(type, safe, now).changes();
        assertThat(found).isNotEmpty();
        var back = undone(now, found);
        assertThat(compare(type, safe, back).changes()).isEmpty();
        return back;
    }

    private static String policy(String actions) {
        return "{'PolicyDocument':{'Statement':[{'Effect':'Allow','Action':" + actions + ",'Resource':'*'}]}}";
    }

    @Test
    void oneElementChangedAndOneGone() {
        comesBack(POLICY, policy("['a:B','c:D']"), policy("['e:F']"));
    }

    @Test
    void theListIsWrittenBareOnOneSide() {
        comesBack(POLICY, policy("['a:B','c:D']"), policy("'e:F'"));
        comesBack(POLICY, policy("['a:B','c:D']"), policy("'c:D'"));
        comesBack(POLICY, policy("'a:B'"), policy("['e:F','g:H']"));
    }

    @Test
    void elementsOfAnOrderedListGoBackWhereTheyStood() {
        var safe = "{'Things':['a','b','c','d','e']}";
        assertThat(comesBack(UNKNOWN, safe, "{'Things':['c','x','e','y']}")).isEqualTo(map(safe));
        assertThat(comesBack(UNKNOWN, safe, "{'Things':['e','d']}")).isEqualTo(map(safe));
    }

    @Test
    void elementsWithAKeyMovedAndLostSomethingWithin() {
        comesBack(
                INSTANCE,
                "{'Tags':[{'Key':'a','Value':'1'},{'Key':'b','Value':'2'},{'Key':'c','Value':'3'}]}",
                "{'Tags':[{'Key':'c','Value':'9'},{'Key':'z','Value':'0'},{'Key':'b'}]}");
        comesBack(
                UNKNOWN,
                "{'L':[{'Name':'a','X':{'P':'1','Q':['1','2']}},{'Name':'b','X':{'P':'2','Q':['3','4','5']}}]}",
                "{'L':[{'Name':'c'},{'Name':'b','X':{'Q':['5','6']}},{'Name':'a','X':{'P':'1','Q':['2']}}]}");
    }

    @Test
    void tagsAreAMapOnTheOtherSide() {
        comesBack(INSTANCE, "{'Tags':[{'Key':'a','Value':'1'},{'Key':'b','Value':'2'}]}", "{'Tags':{'b':'3','d':'4'}}");
        comesBack(INSTANCE, "{'Tags':{'a':'1','b':'2'}}", "{'Tags':[{'Key':'b','Value':'3'},{'Key':'d','Value':'4'}]}");
    }

    @Test
    void anEmptiedValueIsFilledAgain() {
        comesBack(UNKNOWN, "{'L':['a','b'],'M':{'K':'v'}}", "{'L':['','c'],'M':{'K':''}}");
    }

    @Test
    void someAreUndoneAndTheOthersStay() {
        var safe = map(policy("['a:B','c:D']"));
        var live = map(policy("['e:F']"));
        var found = compare(POLICY, safe, live).changes();
        for (var one : found) {
            var left = undone(live, List.of(one));
            var others = found.stream().filter(c -> c != one).toList();
            assertThat(ReversalLawsTest.texts(compare(POLICY, safe, left).changes()))
                    .isEqualTo(ReversalLawsTest.texts(others));
        }
    }

    @Test
    void aChangeWithoutAPlaceInTheModelIsNotGuessed() {
        var elsewhere = new Change.Add(PropertyPath.parse("/L/7/X"), Value.string("x"), Circumstances.undeclared());
        assertThat(Reversal.of(map("{'L':['a']}"), List.of(elsewhere))).isEmpty();
    }
}
