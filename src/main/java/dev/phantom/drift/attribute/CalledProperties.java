package dev.phantom.drift.attribute;

import dev.phantom.drift.Change;
import dev.phantom.drift.Drift;
import dev.phantom.drift.terraform.TerraformResources;
import dev.phantom.drift.terraform.TerraformTypes;
import dev.phantom.drift.terraform.TerraformView;
import dev.phantom.stack.LiveResource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What calls to AWS name of a drift: types and properties of AWS's, whoever declares the resource.
final class CalledProperties {

    private final TerraformResources terraform;

    CalledProperties(TerraformTypes types) {
        this.terraform = new TerraformResources(types, Map.of());
    }

    Called of(Drift drift) {
        var view = TerraformTypes.isTerraform(drift.type()) ? terraform.view(drift) : Optional.<TerraformView>empty();
        return new Called(drift.type(), view.orElse(null));
    }

    /// @param view null for a drift in AWS's words, and for one of which they are not known
    record Called(String told, @Nullable TerraformView view) {

        String type() {
            return view == null ? told : view.drift().type();
        }

        LiveResource named(LiveResource resource) {
            return view == null
                    ? resource
                    : resource.described(type(), view.drift().actual());
        }

        List<Change> changes(Change change) {
            return view == null ? List.of(change) : view.changes(change);
        }
    }
}
