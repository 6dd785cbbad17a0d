//! Tags, the operations with an ARN in their path.

use super::Sent;
use crate::members::{Members, required};
use generated_sdk::Client;

pub(super) async fn list(client: &Client, members: &mut Members) -> Sent {
    let call = client.list_tags_for_resource(members.required_text("resourceArn")?);
    call.send().await?;
    Ok(())
}

pub(super) async fn tag(client: &Client, members: &mut Members) -> Sent {
    let resource_arn = members.required_text("resourceArn")?;
    let tags = required(members.text_map("tags")?, "tags")?;
    client.tag_resource(resource_arn, tags).send().await?;
    Ok(())
}

pub(super) async fn untag(client: &Client, members: &mut Members) -> Sent {
    let resource_arn = members.required_text("resourceArn")?;
    let tag_keys = required(members.texts("tagKeys")?, "tagKeys")?;
    client.untag_resource(resource_arn, tag_keys).send().await?;
    Ok(())
}
