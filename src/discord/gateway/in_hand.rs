//! What people have asked and is being answered: counted, so that an end can wait for it, and done in their lane.

use crate::discord::http::Lane;
use poise::serenity_prelude as serenity;
use serenity::{Client, Context, Framework, FullEvent};
use tokio_util::task::TaskTracker;

/// A framework whose interactions in hand are counted.
pub(super) struct Counting<F> {
    framework: F,
    in_hand: TaskTracker,
}

impl<F> Counting<F> {
    pub(super) fn new(framework: F, in_hand: TaskTracker) -> Self {
        Self { framework, in_hand }
    }
}

#[serenity::async_trait]
impl<F: Framework> Framework for Counting<F> {
    async fn init(&mut self, client: &Client) {
        self.framework.init(client).await;
    }

    async fn dispatch(&self, context: Context, event: FullEvent) {
        match event {
            FullEvent::InteractionCreate { .. } => {}
            // Nothing is asked of the bot by messages, and they are many.
            FullEvent::Message { .. } | FullEvent::MessageUpdate { .. } => return,
            event => return self.framework.dispatch(context, event).await,
        }
        let _in_hand = self.in_hand.token();
        Lane::Person.scope(self.framework.dispatch(context, event)).await;
    }
}
