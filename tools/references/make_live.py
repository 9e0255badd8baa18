#!/usr/bin/env python3
"""Draws properties that are Ref, Fn::GetAtt, Fn::Sub or Fn::ImportValue and makes the live state for them.

    make_live.py TEMPLATES SEED COUNT > cases.jsonl

It shares nothing with the comparison it is held against: it reads templates with PyYAML, evaluates them itself, and
invents physical ids, ARNs and attributes of the form that the pages "Return values" of the resource types describe.
Each case has the live models of the drawn resource and of all it references, and a near miss: the same value, made
with another resource (or another export) than the one that the template names.
"""
import base64, json, pathlib, random, re, sys
import yaml

ACCOUNT, REGION, STACK = '123456789012', 'eu-west-1', 'shop'
PSEUDO = {
    'AWS::AccountId': ACCOUNT, 'AWS::Region': REGION, 'AWS::StackName': STACK, 'AWS::Partition': 'aws',
    'AWS::URLSuffix': 'amazonaws.com',
    'AWS::StackId': f'arn:aws:cloudformation:{REGION}:{ACCOUNT}:stack/{STACK}/5d1c5a10-6d3b-11ef-9b1a-0a1b2c3d4e5f'}
EC2 = {
    'Instance': 'i', 'VPC': 'vpc', 'Subnet': 'subnet', 'InternetGateway': 'igw', 'NatGateway': 'nat', 'RouteTable': 'rtb',
    'NetworkInterface': 'eni', 'Volume': 'vol', 'NetworkAcl': 'acl', 'LaunchTemplate': 'lt', 'VPCEndpoint': 'vpce',
    'SubnetRouteTableAssociation': 'rtbassoc', 'FlowLog': 'fl', 'TransitGateway': 'tgw', 'VPNGateway': 'vgw',
    'CustomerGateway': 'cgw', 'DHCPOptions': 'dopt', 'VPCPeeringConnection': 'pcx', 'TransitGatewayAttachment': 'tgw-attach',
    'TransitGatewayRouteTable': 'tgw-rtb', 'PrefixList': 'pl', 'VPNConnection': 'vpn', 'SecurityGroup': 'sg'}
# Types whose Ref is the ARN.
ARN_REF = {
    'AWS::SNS::Topic': 'sns:{r}:{a}:{n}', 'AWS::StepFunctions::StateMachine': 'states:{r}:{a}:stateMachine:{n}',
    'AWS::StepFunctions::Activity': 'states:{r}:{a}:activity:{n}', 'AWS::IAM::ManagedPolicy': 'iam::{a}:policy/{n}',
    'AWS::SecretsManager::Secret': 'secretsmanager:{r}:{a}:secret:{n}-a1B2c3',
    'AWS::CertificateManager::Certificate': 'acm:{r}:{a}:certificate/{u}',
    'AWS::ElasticLoadBalancingV2::LoadBalancer': 'elasticloadbalancing:{r}:{a}:loadbalancer/app/{n}/{h16}',
    'AWS::ElasticLoadBalancingV2::TargetGroup': 'elasticloadbalancing:{r}:{a}:targetgroup/{n}/{h16}',
    'AWS::ElasticLoadBalancingV2::Listener': 'elasticloadbalancing:{r}:{a}:listener/app/{n}/{h16}/{h16}',
    'AWS::ECS::TaskDefinition': 'ecs:{r}:{a}:task-definition/{n}:7', 'AWS::ECS::Service': 'ecs:{r}:{a}:service/default/{n}',
    'AWS::Batch::JobQueue': 'batch:{r}:{a}:job-queue/{n}', 'AWS::Batch::JobDefinition': 'batch:{r}:{a}:job-definition/{n}:1',
    'AWS::Batch::ComputeEnvironment': 'batch:{r}:{a}:compute-environment/{n}',
    'AWS::Lambda::LayerVersion': 'lambda:{r}:{a}:layer:{n}:3', 'AWS::Lambda::Version': 'lambda:{r}:{a}:function:{n}:1',
    'AWS::CloudFormation::Stack': 'cloudformation:{r}:{a}:stack/{n}/{u}',
    'AWS::ServiceCatalog::TagOption': 'servicecatalog:{r}:{a}:tagoption/{n}', 'AWS::MSK::Cluster': 'kafka:{r}:{a}:cluster/{n}/{u}-2'}
# Types whose ARN is not `service:region:account:type/name`; {n} is what Ref returns.
ARN = {
    'AWS::S3::Bucket': 's3:::{n}', 'AWS::IAM::Role': 'iam::{a}:role/{n}', 'AWS::IAM::User': 'iam::{a}:user/{n}',
    'AWS::IAM::Group': 'iam::{a}:group/{n}', 'AWS::IAM::InstanceProfile': 'iam::{a}:instance-profile/{n}',
    'AWS::Lambda::Function': 'lambda:{r}:{a}:function:{n}', 'AWS::DynamoDB::Table': 'dynamodb:{r}:{a}:table/{n}',
    'AWS::KMS::Key': 'kms:{r}:{a}:key/{n}', 'AWS::Kinesis::Stream': 'kinesis:{r}:{a}:stream/{n}',
    'AWS::KinesisFirehose::DeliveryStream': 'firehose:{r}:{a}:deliverystream/{n}', 'AWS::ECS::Cluster': 'ecs:{r}:{a}:cluster/{n}',
    'AWS::Events::Rule': 'events:{r}:{a}:rule/{n}', 'AWS::CodeBuild::Project': 'codebuild:{r}:{a}:project/{n}',
    'AWS::Logs::LogGroup': 'logs:{r}:{a}:log-group:{n}:*', 'AWS::ECR::Repository': 'ecr:{r}:{a}:repository/{n}',
    'AWS::CloudTrail::Trail': 'cloudtrail:{r}:{a}:trail/{n}', 'AWS::CloudWatch::Alarm': 'cloudwatch:{r}:{a}:alarm:{n}',
    'AWS::RDS::DBInstance': 'rds:{r}:{a}:db:{n}', 'AWS::RDS::DBCluster': 'rds:{r}:{a}:cluster:{n}',
    'AWS::EFS::FileSystem': 'elasticfilesystem:{r}:{a}:file-system/{n}', 'AWS::Cognito::UserPool': 'cognito-idp:{r}:{a}:userpool/{n}',
    'AWS::EKS::Cluster': 'eks:{r}:{a}:cluster/{n}', 'AWS::Elasticsearch::Domain': 'es:{r}:{a}:domain/{n}'}


class Unknown(Exception):
    """Nothing plausible can be made for this."""


class Loader(yaml.SafeLoader):
    pass


def short(loader, suffix, node):
    if isinstance(node, yaml.ScalarNode):
        value = loader.construct_scalar(node)
    elif isinstance(node, yaml.SequenceNode):
        value = loader.construct_sequence(node, deep=True)
    else:
        value = loader.construct_mapping(node, deep=True)
    if suffix == 'GetAtt' and isinstance(value, str):
        value = value.split('.', 1)
    return {suffix if suffix in ('Ref', 'Condition') else 'Fn::' + suffix: value}


Loader.add_multi_constructor('!', short)
Loader.add_constructor('tag:yaml.org,2002:timestamp', lambda l, n: n.value)


def hexes(rng, count):
    return ''.join(rng.choice('0123456789abcdef') for _ in range(count))


class World:
    """One deployment of one template. `other` names a resource or export that is another one than it should be."""

    def __init__(self, template, name, other=''):
        self.t, self.name, self.other = template, name, other
        self.resources = template['Resources']
        self.used, self.asked, self.exports, self.parameters = set(), set(), {}, {}

    def rng(self, thing):
        return random.Random(f'{self.name}/{thing}/{thing == self.other}')

    def parameter(self, name):
        spec = self.t['Parameters'][name]
        rng, kind = self.rng('parameter ' + name), str(spec.get('Type'))
        if kind.startswith('AWS::SSM'):
            raise Unknown('a parameter of Systems Manager')
        value = spec.get('Default', '')
        if value == '' and spec.get('AllowedValues'):
            value = spec['AllowedValues'][0]
        if value == '':
            found = re.search(r'AWS::EC2::(\w+)::Id', kind)
            value = (EC2.get(found[1], 'ami') + '-' + hexes(rng, 17)) if found else '7' if kind == 'Number' else 'given-' + hexes(rng, 6)
        value = str(value).lower() if isinstance(value, bool) else str(value)
        self.parameters[name] = value
        return [v.strip() for v in value.split(',')] if 'List' in kind else value

    def own_name(self, logical):
        """The name that the template gives, if it does; else one of CloudFormation's making."""
        rng, resource = self.rng(logical), self.resources[logical]
        last = resource['Type'].split('::')[-1]
        properties = resource.get('Properties') or {}
        for key in ('Name', last + 'Name', last + 'Identifier', 'DBInstanceIdentifier', 'DBClusterIdentifier'):
            if logical != self.other and key in properties and self.names_by(resource['Type'], key):
                return self.value(properties[key])
        made = f'{STACK}-{logical}-' + ''.join(rng.choice('ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789') for _ in range(12))
        return made.lower() if resource['Type'] in ('AWS::S3::Bucket', 'AWS::RDS::DBInstance', 'AWS::RDS::DBCluster') else made

    @staticmethod
    def names_by(kind, key):
        return not (kind.startswith('AWS::ApiGateway') or kind in ('AWS::Route53::HostedZone',))

    def ref(self, logical):
        resource = self.resources[logical]
        kind, rng = resource['Type'], self.rng(logical)
        service, last = kind.split('::')[1:3] if kind.count('::') == 2 else ('', '')
        if kind.startswith('Custom::') or service == 'Serverless' or not service or 'Condition' in resource and not self.condition(resource['Condition']):
            raise Unknown(kind)
        if kind == 'AWS::EC2::EIP':
            return f'52.{rng.randrange(256)}.{rng.randrange(256)}.{rng.randrange(1, 255)}'
        if service == 'EC2' and last in EC2:
            return f'{EC2[last]}-{hexes(rng, 17)}'
        if kind == 'AWS::KMS::Key':
            return self.uuid(rng)
        if kind == 'AWS::SQS::Queue':
            return f'https://sqs.{REGION}.amazonaws.com/{ACCOUNT}/{self.own_name(logical)}'
        if kind == 'AWS::Cognito::UserPool':
            return f'{REGION}_{hexes(rng, 9)}'
        if kind == 'AWS::EFS::FileSystem':
            return 'fs-' + hexes(rng, 17)
        if kind == 'AWS::Route53::HostedZone':
            return 'Z' + hexes(rng, 20).upper()
        if kind == 'AWS::CloudFront::Distribution':
            return 'E' + hexes(rng, 13).upper()
        if service in ('ApiGateway', 'ApiGatewayV2') and last not in ('Stage',):
            return hexes(rng, 10)
        if kind in ARN_REF:
            return self.arn(ARN_REF[kind], self.own_name(logical), rng)
        return self.own_name(logical)

    @staticmethod
    def uuid(rng):
        return '-'.join(hexes(rng, n) for n in (8, 4, 4, 4, 12))

    def arn(self, form, name, rng):
        return 'arn:aws:' + form.format(r=REGION, a=ACCOUNT, n=name, u=self.uuid(rng), h16=hexes(rng, 16))

    def attribute(self, logical, attribute):
        ref = self.ref(logical)
        kind, rng = self.resources[logical]['Type'], self.rng(f'{logical}')
        service, last = kind.split('::')[1:3]
        name = ref.split('/')[-1] if kind == 'AWS::SQS::Queue' else ref
        declared = (self.resources[logical].get('Properties') or {}).get(attribute)
        if declared is not None and logical != self.other:
            return self.value(declared)
        rng = random.Random(f'{self.name}/{logical}/{attribute}/{logical == self.other}')
        if attribute.endswith('Arn') or attribute == 'Ref':
            if ref.startswith('arn:'):
                return ref
            if kind == 'AWS::SQS::Queue':
                return f'arn:aws:sqs:{REGION}:{ACCOUNT}:{name}'
            return self.arn(ARN.get(kind, service.lower() + ':{r}:{a}:' + last.lower() + '/{n}'), name, rng)
        if attribute in (last + 'Id', 'Id', 'GroupId') and not ref.startswith('arn:'):
            return ref
        if attribute in (last + 'Name', 'Name', 'QueueName') and not ref.startswith('arn:'):
            return name
        if attribute == 'TopicName':
            return ref.split(':')[-1]
        if attribute == 'AllocationId':
            return 'eipalloc-' + hexes(rng, 17)
        if attribute == 'DefaultSecurityGroup':
            return 'sg-' + hexes(rng, 17)
        if attribute.endswith('Ip') or attribute.endswith('IP'):
            return f'10.{rng.randrange(256)}.{rng.randrange(256)}.{rng.randrange(1, 255)}'
        if kind == 'AWS::S3::Bucket':
            return {'DomainName': f'{name}.s3.amazonaws.com', 'RegionalDomainName': f'{name}.s3.{REGION}.amazonaws.com',
                    'WebsiteURL': f'http://{name}.s3-website-{REGION}.amazonaws.com'}.get(attribute) or self.unknown(attribute)
        if attribute.endswith('Port'):
            return str(rng.randrange(2000, 9000))
        if re.search('DNS|Dns|Domain|Address|Endpoint|Url|URL', attribute):
            return f'{hexes(rng, 12)}.{service.lower()}.{REGION}.amazonaws.com'
        if attribute.startswith('Outputs.'):
            return 'output-' + hexes(rng, 8)
        return 'a' + hexes(rng, 12)

    @staticmethod
    def unknown(why):
        raise Unknown(why)

    def name_of(self, text):
        if text in PSEUDO:
            return PSEUDO[text]
        if text in (self.t.get('Parameters') or {}):
            return self.parameter(text)
        logical, _, attribute = text.partition('.')
        if logical not in self.resources:
            raise Unknown(text)
        self.used.add(logical)
        if attribute:
            self.asked.add((logical, attribute))
        return self.attribute(logical, attribute) if attribute else self.ref(logical)

    def condition(self, name):
        return self.test(self.t['Conditions'][name])

    def test(self, node):
        key, value = next(iter(node.items()))
        if key == 'Condition':
            return self.condition(value)
        if key == 'Fn::Equals':
            return str(self.value(value[0])) == str(self.value(value[1]))
        if key == 'Fn::Not':
            return not self.test(value[0])
        if key in ('Fn::And', 'Fn::Or'):
            return (all if key == 'Fn::And' else any)([self.test(v) for v in value])
        raise Unknown(key)

    def value(self, node):
        if isinstance(node, list):
            return [v for v in map(self.value, node) if v is not self]
        if not isinstance(node, dict):
            if isinstance(node, str) and '{{resolve:' in node:
                raise Unknown('a dynamic reference')
            return node
        if len(node) == 1:
            key, of = next(iter(node.items()))
            if key == 'Ref':
                return self if of == 'AWS::NoValue' else self.name_of(of)
            if str(key).startswith('Fn::'):
                return self.call(key[4:], of)
        made = {str(k): self.value(v) for k, v in node.items()}
        return {k: v for k, v in made.items() if v is not self}

    def call(self, name, of):
        if name == 'If':
            return self.value(of[1] if self.condition(of[0]) else of[2])
        if name == 'GetAtt':
            return self.name_of('.'.join(of) if isinstance(of, list) else of)
        if name == 'Sub':
            text, own = (of, {}) if isinstance(of, str) else (of[0], {k: self.value(v) for k, v in of[1].items()})
            def put(found):
                at = found[1]
                return '${' + at[1:] + '}' if at.startswith('!') else str(own[at] if at in own else self.name_of(at.strip()))
            return re.sub(r'\$\{([^}]+)\}', put, text)
        if name == 'ImportValue':
            export = self.value(of)
            self.exports[export] = f'imported-{hexes(random.Random(export), 8)}'
            return f'imported-{hexes(random.Random("other" + export), 8)}' if self.other == 'import' else self.exports[export]
        if name == 'FindInMap':
            a, b, c = map(self.value, of[:3])
            try:
                return self.value(self.t['Mappings'][a][b][c])
            except KeyError as e:
                raise Unknown('no such cell') from e
        args = self.value(of)
        if name == 'Join':
            if not isinstance(args[1], list) or any(isinstance(a, (list, dict)) for a in args[1]):
                raise Unknown('Join')
            return str(args[0]).join(map(str, args[1]))
        if name == 'Split':
            return args[1].split(args[0])
        if name == 'Select':
            return args[1][int(args[0])]
        if name == 'Base64':
            return base64.b64encode(str(args).encode()).decode()
        if name == 'GetAZs':
            return [REGION + c for c in 'abc']
        raise Unknown(name)


def leaves(node, path=()):
    """Where a drawn function stands, with its kind and the thing it names."""
    if isinstance(node, dict):
        if len(node) == 1:
            key, of = next(iter(node.items()))
            if key in ('Ref', 'Fn::GetAtt', 'Fn::Sub', 'Fn::ImportValue'):
                yield path, key.replace('Fn::', ''), node
                return
            if str(key).startswith('Fn::'):
                return
        for k, v in node.items():
            yield from leaves(v, path + (str(k),))
    elif isinstance(node, list):
        for i, v in enumerate(node):
            yield from leaves(v, path + (i,))


def put(model, dotted, value):
    *above, last = dotted.split('.')
    for step in above:
        model = model.setdefault(step, {})
        if not isinstance(model, dict):
            return
    model.setdefault(last, value)


def case(file, template, logical, path, kind, node):
    resource = template['Resources'][logical]
    world = World(template, f'{file}/{logical}')
    alone = World(template, f'{file}/{logical}')
    alone.value(node)
    targets = sorted(alone.used - {logical})
    if not targets and kind != 'ImportValue':
        raise Unknown('names no resource')
    other = targets[0] if targets else 'import'
    physical = {logical: world.ref(logical)}
    top = path[0]
    live = world.value(resource['Properties'][top])
    wrong = World(template, world.name, other).value(resource['Properties'][top])
    if live is world or live == wrong:
        raise Unknown('no near miss')
    models = []
    for target in sorted(world.used - {logical}):
        physical[target] = world.ref(target)
        model = {}
        for of, attribute in sorted(world.asked):
            if of == target and not attribute.startswith('Outputs.'):
                put(model, attribute, world.attribute(of, attribute))
        models.append({'logicalId': target, 'type': template['Resources'][target]['Type'], 'physicalId': physical[target], 'attributes': model})
    for name in template.get('Parameters') or {}:
        try:
            world.parameter(name)
        except Unknown:
            pass
    return {'template': str(file), 'logicalId': logical, 'type': resource['Type'], 'path': list(path), 'kind': kind,
            'account': ACCOUNT, 'region': REGION, 'stack': STACK, 'stackId': PSEUDO['AWS::StackId'], 'names': other,
            'parameters': world.parameters, 'exports': world.exports, 'physicalIds': physical,
            'property': top, 'live': live, 'nearMiss': wrong, 'referenced': models}


def main():
    root, seed, count = pathlib.Path(sys.argv[1]), sys.argv[2], int(sys.argv[3])
    found = {}
    for file in sorted(p for p in root.rglob('*') if p.suffix in ('.json', '.yaml', '.yml', '.template')):
        try:
            template = yaml.load(file.read_text(), Loader)
            resources = template['Resources']
            if 'Transform' in template:
                continue
            for logical, resource in resources.items():
                for path, kind, node in leaves(resource.get('Properties') or {}):
                    if path:
                        found.setdefault(kind, []).append((file, template, logical, path, kind, node))
        except Exception:  # a template broken on purpose
            continue
    rng, drawn = random.Random(seed), []
    for kind in ('ImportValue', 'GetAtt', 'Sub', 'Ref'):
        all_of_it = found.get(kind, [])
        rng.shuffle(all_of_it)
        share = count // 4 if kind != 'Ref' else count - len(drawn)
        for one in all_of_it:
            if share == 0:
                break
            try:
                drawn.append(case(one[0].relative_to(root), *one[1:]))
                share -= 1
            except (Unknown, KeyError, IndexError, TypeError, AttributeError, ValueError, StopIteration, RecursionError):
                continue
    for one in drawn:
        print(json.dumps(one))


main()
