//! Something to list: for each list of the service, a world in which it has five entries.

use e2e_tests::client::RawClient;
use e2e_tests::simulator::{Presence, Resource, Simulator};
use serde_json::{Value, json};

/// How many entries each list gets.
pub(super) const ENTRIES: usize = 5;

/// A simulator in which the list has its entries, and the input that asks for them.
pub(super) async fn populate(list: &str) -> (Simulator, Value) {
    let simulator = Simulator::builder();
    let simulator = simulator.quota(Resource::PublicKey, ENTRIES).start().await;
    let simulator = simulator.expect("a port can be opened");
    let world = World {
        client: simulator.raw_client(),
        simulator: &simulator,
    };
    let input = match list {
        "ListCompositions" => world.compositions().await,
        "ListEncoderConfigurations" => {
            world
                .many("CreateEncoderConfiguration", |_| json!({}))
                .await
        }
        "ListIngestConfigurations" => {
            let input = |_| json!({"ingestProtocol": "RTMPS"});
            world.many("CreateIngestConfiguration", input).await
        }
        "ListParticipantEvents" => world.events().await,
        "ListParticipantReplicas" => world.replicas().await,
        "ListParticipants" => world.participants().await,
        "ListPublicKeys" => world.many("ImportPublicKey", public_key).await,
        "ListStageSessions" => world.sessions().await,
        "ListStages" => world.many("CreateStage", |_| json!({})).await,
        "ListStorageConfigurations" => {
            let input = |_| json!({"s3": {"bucketName": "bucket"}});
            world.many("CreateStorageConfiguration", input).await
        }
        other => panic!("nothing is known of {other}: say here how it gets entries"),
    };
    simulator.take_requests();
    (simulator, input)
}

struct World<'a> {
    client: RawClient,
    simulator: &'a Simulator,
}

impl World<'_> {
    async fn call(&self, operation: &str, input: Value) -> Value {
        let response = self.client.call(operation, &input).await.unwrap();
        assert_eq!(response.status, 200, "{operation}: {:?}", response.body);
        response.json()
    }

    /// Makes as many as are to be listed; the list needs no input.
    async fn many(&self, operation: &str, input: impl Fn(usize) -> Value) -> Value {
        for index in 0..ENTRIES {
            self.call(operation, input(index)).await;
        }
        json!({})
    }

    async fn stage(&self) -> String {
        let made = self.call("CreateStage", json!({})).await;
        made["stage"]["arn"].as_str().unwrap().to_owned()
    }

    async fn token(&self, stage: &str) -> String {
        let input = json!({"stageArn": stage});
        let made = self.call("CreateParticipantToken", input).await;
        made["participantToken"]["token"]
            .as_str()
            .unwrap()
            .to_owned()
    }

    /// Somebody who has joined a new stage.
    async fn alone(&self) -> Presence {
        let token = self.token(&self.stage().await).await;
        self.simulator.join(&token).unwrap()
    }

    async fn compositions(&self) -> Value {
        let stage = self.stage().await;
        let channel = "arn:aws:ivs:us-east-1:123456789012:channel/c";
        let input = |index| {
            let channel = json!({"channelArn": format!("{channel}{index}")});
            json!({"stageArn": stage, "destinations": [{"channel": channel}]})
        };
        self.many("StartComposition", input).await;
        json!({"filterByStageArn": stage})
    }

    async fn events(&self) -> Value {
        let who = self.alone().await;
        for _ in 1..ENTRIES / 2 + 1 {
            self.simulator.publish(&who).unwrap();
            self.simulator.unpublish(&who).unwrap();
        }
        json!({"stageArn": who.stage_arn, "sessionId": who.session_id,
            "participantId": who.participant_id})
    }

    async fn participants(&self) -> Value {
        let who = self.alone().await;
        for _ in 1..ENTRIES {
            let token = self.token(&who.stage_arn).await;
            self.simulator.join(&token).unwrap();
        }
        json!({"stageArn": who.stage_arn, "sessionId": who.session_id,
            "filterByState": "CONNECTED"})
    }

    async fn replicas(&self) -> Value {
        let who = self.alone().await;
        self.simulator.publish(&who).unwrap();
        for _ in 0..ENTRIES {
            let input = json!({"sourceStageArn": who.stage_arn, "participantId": who.participant_id,
                "destinationStageArn": self.stage().await});
            self.call("StartParticipantReplication", input).await;
        }
        json!({"sourceStageArn": who.stage_arn, "participantId": who.participant_id})
    }

    async fn sessions(&self) -> Value {
        let stage = self.stage().await;
        let token = self.token(&stage).await;
        for _ in 0..ENTRIES {
            let who = self.simulator.join(&token).unwrap();
            self.simulator.leave(&who).unwrap();
        }
        json!({"stageArn": stage})
    }
}

/// Another key each time, as far as anybody looks.
fn public_key(index: usize) -> Value {
    let text = format!("-----BEGIN PUBLIC KEY-----\nMHYwEAY{index}\n-----END PUBLIC KEY-----\n");
    json!({"publicKeyMaterial": text})
}
