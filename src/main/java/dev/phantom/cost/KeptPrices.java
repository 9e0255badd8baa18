package dev.phantom.cost;

import dev.phantom.cost.PriceBook.Price;
import java.util.HashMap;
import java.util.Optional;

/// What a price list answered in the last days, so that it is asked once. Each price has its day.
public interface KeptPrices {

    /// An answer; it may be that there is no such price.
    record Answer(Optional<Price> price) {}

    /// Empty where that was not asked, or too long ago.
    Optional<Answer> find(String region, String question);

    /// Whoever cannot keep it says so, and goes on.
    void keep(String region, String question, Answer answer);

    /// For as long as the process lives.
    static KeptPrices inMemory() {
        var answers = new HashMap<String, Answer>();
        return new KeptPrices() {
            @Override
            public Optional<Answer> find(String region, String question) {
                return Optional.ofNullable(answers.get(region + " " + question));
            }

            @Override
            public void keep(String region, String question, Answer answer) {
                answers.put(region + " " + question, answer);
            }
        };
    }
}
