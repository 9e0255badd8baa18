# Phantom's dashboard, monitors and SLO through Datadog's Terraform provider, in place of `phantom datadog install`:
#
#   phantom datadog show > phantom-datadog.json
#   terraform apply
#
# Use one of the two ways: what Terraform made carries the same tags, so `phantom datadog install` would take it for its own.
terraform {
  required_providers {
    datadog = { source = "DataDog/datadog" }
  }
}

# Keys from DD_API_KEY and DD_APP_KEY; api_url names the site, https://api.datadoghq.eu/.
provider "datadog" {}

locals {
  assets = jsondecode(file("${path.module}/phantom-datadog.json"))
}

resource "datadog_dashboard_json" "phantom" {
  dashboard = jsonencode(local.assets.dashboard)
}

resource "datadog_monitor_json" "phantom" {
  for_each = local.assets.monitors
  monitor  = jsonencode(each.value)
}

resource "datadog_service_level_objective" "phantom" {
  name        = local.assets.slo.name
  type        = local.assets.slo.type
  description = local.assets.slo.description
  tags        = local.assets.slo.tags
  monitor_ids = [datadog_monitor_json.phantom["silence"].id]

  dynamic "thresholds" {
    for_each = local.assets.slo.thresholds
    content {
      timeframe = thresholds.value.timeframe
      target    = thresholds.value.target
      warning   = thresholds.value.warning
    }
  }
}
