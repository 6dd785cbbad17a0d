//! Creates a customer and a payment, and confirms one that is declined.

use sdk::types::{PostCustomersAddressOptionalFieldsAddress, PostPaymentIntentsAutomaticPaymentMethods};
use sdk::{Client, Error, ErrorBody};
use std::collections::BTreeMap;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Error> {
    let url = std::env::args().nth(1).unwrap_or_default();
    let client = Client::builder().base_url(url).bearer_token("sk_test").build()?;

    let address = PostCustomersAddressOptionalFieldsAddress::default().with_city("Bern").with_country("CH");
    let metadata = BTreeMap::from([("plan".to_owned(), "a&b".to_owned())]);
    let customer = client.post_customers().name("Ada").address(address).metadata(metadata).send().await?;
    let city = customer.address.and_then(|address| address.city);
    println!("customer {} {city:?} {}", customer.id, customer.metadata["plan"]);

    let methods = PostPaymentIntentsAutomaticPaymentMethods::new(true);
    let payment = client.post_payment_intents(1099, "chf");
    let payment = payment.customer(&customer.id).automatic_payment_methods(methods).expand(["customer"]);
    let payment = payment.send().await?;
    println!("payment {} {} {}", payment.id, payment.amount, payment.status);

    let declined = client.post_payment_intents(1099, "chf").confirm(true).send().await;
    let error = declined.expect_err("the card is declined");
    let Some(ErrorBody::ErrorShape(body)) = error.body() else { panic!("{error:?}") };
    let (status, body) = (error.status().unwrap_or_default(), body.error);
    let (code, message) = (body.decline_code.unwrap_or_default(), body.message.unwrap_or_default());
    println!("declined {status} {} {code} {message}", body.r#type);
    Ok(())
}
