package dev.phantom.drift;

import static org.assertj.core.api.Assertions.assertThat;

import dev.phantom.drift.TypeFacts.Handler;
import dev.phantom.drift.TypeNode.Kind;
import dev.phantom.drift.TypeNode.Order;
import dev.phantom.drift.TypeNode.Trait;
import dev.phantom.drift.knowledge.Known;
import dev.phantom.value.PropertyPath;
import dev.phantom.value.Value;
import org.junit.jupiter.api.Test;

/// Facts of well-known types, pinned: a new table that moves one of them should be looked at.
class TypeFactsTest {

    private static TypeFacts facts(String type) {
        return Known.TYPES.find(type).orElseThrow();
    }

    private static PropertyPath path(String pointer) {
        return PropertyPath.parse(pointer);
    }

    @Test
    void aPolicyOfIamCannotBeRead() {
        var policy = facts("AWS::IAM::Policy");
        assertThat(policy.hasReadHandler()).isFalse();
        assertThat(policy.mutatingActions()).contains("iam:PutRolePolicy");
        assertThat(policy.at(path("/PolicyDocument")).kinds()).containsExactlyInAnyOrder(Kind.STRING, Kind.OBJECT);
    }

    @Test
    void otherTypesWithoutAReader() {
        assertThat(facts("AWS::SNS::TopicPolicy").hasReadHandler()).isFalse();
        assertThat(facts("AWS::SQS::QueuePolicy").hasReadHandler()).isFalse();
        assertThat(facts("AWS::Route53::RecordSet").hasReadHandler()).isTrue();
    }

    @Test
    void aServiceOfEcsIsIdentifiedByArnAndCluster() {
        assertThat(facts("AWS::ECS::Service").primaryIdentifier())
                .containsExactly(path("/ServiceArn"), path("/Cluster"));
    }

    @Test
    void aSecurityGroup() {
        var group = facts("AWS::EC2::SecurityGroup");
        assertThat(group.at(path("/SecurityGroupIngress")).order()).isEqualTo(Order.UNORDERED);
        assertThat(group.at(path("/SecurityGroupIngress/3/FromPort")).kinds()).containsExactly(Kind.INTEGER);
        assertThat(group.isWriteOnly(path("/SecurityGroupIngress/3/SourceSecurityGroupName")))
                .isTrue();
        assertThat(group.isWriteOnly(path("/SecurityGroupIngress/3/CidrIp"))).isFalse();
        assertThat(group.at(path("/SecurityGroupIngress")).hasWithin(Trait.WRITE_ONLY))
                .isTrue();
        assertThat(group.isCreateOnly(path("/VpcId"))).isTrue();
        assertThat(group.at(path("/SecurityGroupIngress/0/IpProtocol")).transforms())
                .hasSize(1);
        assertThat(group.handlers().get(Handler.UPDATE)).contains("ec2:AuthorizeSecurityGroupIngress");
        assertThat(group.at(path("/SecurityGroupIngress/0")).alternatives("CidrIp"))
                .contains("CidrIpv6");
    }

    @Test
    void aDatabase() {
        var database = facts("AWS::RDS::DBInstance");
        assertThat(database.isWriteOnly(path("/MasterUserPassword"))).isTrue();
        assertThat(database.isReadOnly(path("/Endpoint/Address"))).isTrue();
        assertThat(database.at(path("/DBInstanceIdentifier")).transforms()).isNotEmpty();
    }

    @Test
    void aBucketKeepsItsDefaultsAndEnumerations() {
        var bucket = facts("AWS::S3::Bucket");
        assertThat(bucket.choicesAt(path("/VersioningConfiguration/Status"))).containsExactly("Enabled", "Suspended");
        assertThat(bucket.defaultAt(path("/VersioningConfiguration/Status"))).contains(Value.string("Suspended"));
        assertThat(bucket.at(path("/BucketEncryption/ServerSideEncryptionConfiguration"))
                        .uniqueItems())
                .isTrue();
        assertThat(bucket.at(path("/VersioningConfiguration")).requires("Status"))
                .isTrue();
        assertThat(bucket.tagging().property()).isEqualTo("Tags");
    }

    @Test
    void mapsTakeAnyKey() {
        var function = facts("AWS::Lambda::Function");
        var variables = function.at(path("/Environment/Variables"));
        assertThat(variables.is(Kind.MAP)).isTrue();
        assertThat(variables.child("DATABASE_URL").is(Kind.STRING)).isTrue();
    }

    @Test
    void recursiveDefinitionsGoOnAsDeepAsTheValue() {
        var node = facts("AWS::WAFv2::WebACL").at(path("/Rules/0/Statement"));
        for (int depth = 0; depth < 100; depth++) {
            node = node.child("NotStatement").child("Statement");
        }
        assertThat(node.isKnown()).isTrue();
        assertThat(node.definition()).isEqualTo("Statement");
    }

    @Test
    void whatTheSchemaDoesNotNameIsUnknownAndNothingIsSaidOfIt() {
        var node = facts("AWS::EC2::Subnet").at(path("/NoSuch/Thing/0"));
        assertThat(node.isKnown()).isFalse();
        assertThat(node.kinds()).isEmpty();
        assertThat(node.order()).isEqualTo(Order.UNSPECIFIED);
        assertThat(node.hasWithin(Trait.READ_ONLY)).isFalse();
    }

    @Test
    void aSourceIsAPlaceInTheSchema() {
        var subnet = facts("AWS::EC2::Subnet");
        assertThat(subnet.source("/writeOnlyProperties"))
                .matches("cfn-lint [0-9.]+ · AWS::EC2::Subnet#/writeOnlyProperties");
        assertThat(subnet.pointer(path("/Tags/0/Key"))).isEqualTo("/definitions/Tag/properties/Key");
        assertThat(subnet.pointer(path("/PrivateDnsNameOptionsOnLaunch/HostnameType")))
                .isEqualTo("/properties/PrivateDnsNameOptionsOnLaunch/properties/HostnameType");
        assertThat(subnet.pointer(path("/Ipv6CidrBlocks/0"))).isEqualTo("/properties/Ipv6CidrBlocks/items");
    }
}
