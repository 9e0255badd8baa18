package dev.phantom.sandbox.aws;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;

/// The Price List: GetProducts over the scenario's offers, none by default.
///
/// @param offers as the list's JSON texts hold them
/// @see <a href="https://docs.aws.amazon.com/aws-cost-management/latest/APIReference/API_pricing_GetProducts.html">GetProducts</a>
record PriceOffers(List<JsonNode> offers) {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int PAGE = 100;

    ObjectNode serve(String operation, JsonNode request) {
        if (!operation.equals("GetProducts")) {
            throw new AwsFault(400, "UnsupportedOperationException", operation + " is not spoken here");
        }
        var service = request.path("ServiceCode").asText();
        if (service.isEmpty()) {
            throw new AwsFault(400, "InvalidParameterException", "ServiceCode is required");
        }
        var found = offers.stream()
                .filter(offer -> offer.path("serviceCode").asText().equals(service))
                .filter(offer -> request.path("Filters").valueStream().allMatch(filter -> matches(offer, filter)))
                .map(JsonNode::toString)
                .toList();
        var page = Page.of(
                found,
                Optional.ofNullable(request.path("NextToken").textValue()),
                Math.min(PAGE, request.path("MaxResults").asInt(PAGE)));
        var reply = JSON.createObjectNode().put("FormatVersion", "aws_v1");
        var list = reply.putArray("PriceList");
        page.items().forEach(list::add);
        if (page.nextToken() != null) {
            reply.put("NextToken", page.nextToken());
        }
        return reply;
    }

    private static boolean matches(JsonNode offer, JsonNode filter) {
        if (!filter.path("Type").asText().equals("TERM_MATCH")) {
            throw new AwsFault(400, "InvalidParameterException", "this type of filter is not spoken here");
        }
        var field = filter.path("Field").asText();
        var product = offer.path("product");
        var value = field.equals("productFamily")
                ? product.path(field)
                : product.path("attributes").path(field);
        return value.asText().equals(filter.path("Value").asText());
    }
}
