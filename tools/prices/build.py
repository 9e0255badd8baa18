"""Carries price facts over into one table. Columns: region,product,key,unit,usd,asOf,source.

The key is `name=value` pairs, sorted by name, joined by `;`. Where two sources name a price, the newer one wins.
"""
import csv
import gzip
import json
import sys

KARPENTER = ("2026-07-20", "karpenter")
INFRACOST = ("2026-08-21", "infracost")
RDS_2021 = ("2021-02-11", "ec2instances.info")
TERRACOST = ("2023-02-23", "terracost")
PUBLISHED = ("2026-08-21", "infracost")
ENGINES = {"MySQL": "mysql", "PostgreSQL": "postgres", "MariaDB": "mariadb", "Aurora MySQL": "aurora-mysql",
           "Aurora PostgreSQL": "aurora-postgresql"}

# Unit prices of us-east-1 as infracost's recorded outputs show them: (terraform type, component) -> (product, key, unit).
UNITS = {
    ("aws_ebs_volume", "Storage (general purpose SSD, gp2)"): ("ebs.storage", "volumeType=gp2", "GB-month"),
    ("aws_ebs_volume", "Storage (general purpose SSD, gp3)"): ("ebs.storage", "volumeType=gp3", "GB-month"),
    ("aws_ebs_volume", "Storage (provisioned IOPS SSD, io1)"): ("ebs.storage", "volumeType=io1", "GB-month"),
    ("aws_ebs_volume", "Storage (provisioned IOPS SSD, io2)"): ("ebs.storage", "volumeType=io2", "GB-month"),
    ("aws_ebs_volume", "Storage (throughput optimized HDD, st1)"): ("ebs.storage", "volumeType=st1", "GB-month"),
    ("aws_ebs_volume", "Storage (cold HDD, sc1)"): ("ebs.storage", "volumeType=sc1", "GB-month"),
    ("aws_ebs_volume", "Storage (magnetic)"): ("ebs.storage", "volumeType=standard", "GB-month"),
    ("aws_ebs_volume", "Provisioned throughput"): ("ebs.throughput", "volumeType=gp3", "MBps-month"),
    ("aws_db_instance", "Storage (magnetic)"): ("rds.storage", "storageType=standard", "GB-month"),
    ("aws_db_instance", "Storage (provisioned IOPS SSD, io1)"): ("rds.storage", "storageType=io1", "GB-month"),
    ("aws_db_instance", "Provisioned IOPS"): ("rds.iops", "storageType=io1", "IOPS-month"),
    ("aws_db_instance", "Provisioned GP3 IOPS (above 12,000)"): ("rds.iops", "storageType=gp3", "IOPS-month"),
    ("aws_db_instance", "Storage (general purpose SSD, gp2)"): ("rds.storage", "storageType=gp2", "GB-month"),
    ("aws_db_instance", "Storage (general purpose SSD, gp3)"): ("rds.storage", "storageType=gp3", "GB-month"),
    ("aws_nat_gateway", "NAT gateway"): ("nat.gateway", "", "hour"),
    ("aws_nat_gateway", "Data processed"): ("nat.data", "", "GB"),
    ("aws_eip", "IP address (if unused)"): ("eip", "", "hour"),
    ("aws_kms_key", "Customer master key"): ("kms.key", "", "month"),
    ("aws_elb", "Classic load balancer"): ("elb", "type=classic", "hour"),
    ("aws_lambda_function", "Requests"): ("lambda.requests", "", "1M requests"),
    ("aws_cloudwatch_log_group", "Data ingested"): ("logs.ingested", "", "GB"),
    ("aws_cloudwatch_log_group", "Archival Storage"): ("logs.stored", "", "GB-month"),
    ("aws_dynamodb_table", "Data storage"): ("dynamodb.storage", "", "GB-month"),
    ("aws_sns_topic", "API requests (over 1M)"): ("sns.requests", "", "1M requests"),
}
# The smaller of several recorded prices is the one of the region's base rate.
LEAST = {"Storage (general purpose SSD, gp2)", "Storage (general purpose SSD, gp3)", "Provisioned GP3 IOPS (above 12,000)"}

# Published rates that the recorded outputs show only as rounded monthly products (for instance 2.847 USD a month for one RCU).
# Hourly rates from the recorded monthly ones: RCU 0.095/730, WCU 0.4745/730 (rounded to AWS's published 0.00013, 0.00065).
RATES = [
    ("us-east-1", "elb", "type=application", "hour", "0.0225", *PUBLISHED),
    ("us-east-1", "elb", "type=network", "hour", "0.0225", *PUBLISHED),
    ("us-east-1", "elb.lcu", "type=application", "LCU-hour", "0.008", *PUBLISHED),
    ("us-east-1", "elb.lcu", "type=network", "LCU-hour", "0.006", *PUBLISHED),
    ("us-east-1", "ebs.iops", "volumeType=gp3", "IOPS-month", "0.005", *PUBLISHED),
    ("us-east-1", "ebs.iops", "volumeType=io1", "IOPS-month", "0.065", *PUBLISHED),
    ("us-east-1", "ebs.iops", "volumeType=io2", "IOPS-month", "0.065", *PUBLISHED),
    ("us-east-1", "dynamodb.rcu", "", "hour", "0.00013", *PUBLISHED),
    ("us-east-1", "dynamodb.wcu", "", "hour", "0.00065", *PUBLISHED),
    ("us-east-1", "dynamodb.read-requests", "", "1M requests", "0.125", *PUBLISHED),
    ("us-east-1", "dynamodb.write-requests", "", "1M requests", "0.625", *PUBLISHED),
    ("us-east-1", "lambda.duration", "architecture=x86_64", "GB-second", "0.0000166667", *PUBLISHED),
    ("us-east-1", "lambda.duration", "architecture=arm64", "GB-second", "0.0000133334", *PUBLISHED),
    ("us-east-1", "lambda.provisioned", "architecture=arm64", "GB-second", "0.0000033334", *PUBLISHED),
    ("us-east-1", "fargate.vcpu", "architecture=x86_64", "hour", "0.04048", *PUBLISHED),
    ("us-east-1", "fargate.memory", "architecture=x86_64", "GB-hour", "0.004445", *PUBLISHED),
    ("us-east-1", "s3.storage", "storageClass=STANDARD", "GB-month", "0.023", *PUBLISHED),
    ("us-east-1", "sqs.requests", "", "1M requests", "0.40", *PUBLISHED),
]

rows = {}


def put(region, product, key, unit, usd, as_of, source):
    old = rows.get((region, product, key))
    if old is None or old[2] < as_of:
        rows[(region, product, key)] = (unit, format(float(usd), ".10f").rstrip("0").rstrip("."), as_of, source)


def main(prices, out):
    for name, usd in json.load(open(prices + "/karpenter/ec2-ondemand.json"))["prices"]["us-east-1"].items():
        put("us-east-1", "ec2.instance", "instanceType=" + name, "hour", usd, *KARPENTER)
    for row in json.load(open(prices + "/infracost/unit-prices.json")):
        unit = UNITS.get((row["tf"], row["component"]))
        if unit and (len(row["unitPrices"]) == 1 or row["component"] in LEAST):
            put("us-east-1", *unit, min(row["unitPrices"]), *INFRACOST)
        if row["tf"].startswith("aws_elasticache") and row["component"].startswith("ElastiCache (on-demand, "):
            node = row["component"].split(", ")[1].rstrip(")")
            put("us-east-1", "elasticache.node", "nodeType=" + node, "hour", row["unitPrices"][0], *INFRACOST)
    for row in RATES:
        put(*row)
    for row in json.load(open(prices + "/rds-2021/rds-instances.json")):
        for name, price in row["pricing"].get("us-east-1", {}).items():
            if name in ENGINES and "ondemand" in price:
                key = f"engine={ENGINES[name]};instanceClass={row['instanceType']};multiAz=false"
                put("us-east-1", "rds.instance", key, "hour", price["ondemand"], *RDS_2021)
    for line in gzip.open(prices + "/terracost/aws-eu-west-1-2023-02-23.jsonl.gz", "rt"):
        terracost(json.loads(line))
    with open(out, "w", newline="") as file:
        table = csv.writer(file, lineterminator="\n")
        table.writerow(["region", "product", "key", "unit", "usd", "asOf", "source"])
        for (region, product, key), rest in sorted(rows.items()):
            table.writerow([region, product, key, *rest])
    print(len(rows), "prices")


def terracost(row):
    attr, family, usage = row["attr"], row["family"], row["attr"].get("UsageType", "")
    if row["usd"] == 0 or row["start"] != "0":
        return
    if row["svc"] == "AmazonEC2" and family.startswith("Compute Instance"):
        plain = (attr.get("OperatingSystem") == "Linux" and attr.get("Tenancy") == "Shared"
                 and attr.get("CapacityStatus") == "Used" and attr.get("PreInstalledSW") == "NA" and ":" in usage)
        if plain:
            put(row["region"], "ec2.instance", "instanceType=" + attr["InstanceType"], "hour", row["usd"], *TERRACOST)
    elif row["svc"] == "AmazonEC2" and family == "Storage" and "VolumeAPIName" in attr:
        put(row["region"], "ebs.storage", "volumeType=" + attr["VolumeAPIName"], "GB-month", row["usd"], *TERRACOST)
    elif row["svc"] == "AmazonRDS" and family == "Database Instance" and attr.get("DatabaseEngine") in ENGINES:
        zones = attr.get("DeploymentOption")
        if zones in ("Single-AZ", "Multi-AZ") and attr.get("LicenseModel") == "No license required":
            key = (f"engine={ENGINES[attr['DatabaseEngine']]};instanceClass={attr['InstanceType']}"
                   f";multiAz={'true' if zones == 'Multi-AZ' else 'false'}")
            put(row["region"], "rds.instance", key, "hour", row["usd"], *TERRACOST)
    elif row["svc"] == "AmazonElastiCache" and family == "Cache Instance" and attr.get("CacheEngine") == "Redis":
        put(row["region"], "elasticache.node", "nodeType=" + attr["InstanceType"], "hour", row["usd"], *TERRACOST)
    elif row["svc"] == "AmazonEC2" and usage == "EU-NatGateway-Hours":
        put(row["region"], "nat.gateway", "", "hour", row["usd"], *TERRACOST)
    elif row["svc"] == "AWSELB" and usage == "EU-LoadBalancerUsage" and family in (
            "Load Balancer-Application", "Load Balancer-Network"):
        put(row["region"], "elb", "type=" + family.split("-")[1].lower(), "hour", row["usd"], *TERRACOST)


main(sys.argv[1], sys.argv[2])
