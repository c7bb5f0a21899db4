//! What the server sends of itself, in the order in which the state loop wrote it.
//!
//! The loop never waits for the client: it drops letters here, and one task carries them. Diagnostics are written as they
//! are sent ([`Publication`]) and go to the output by themselves; the rest goes through tower-lsp. Questions to the client
//! are asked by tasks of their own, so that a client that never answers holds up nothing.

use crossbeam_channel::Sender;
use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel};
use tower_lsp_server::Client;
use tower_lsp_server::ls_types::{ConfigurationItem, MessageType, PublishDiagnosticsParams, Registration, Uri};

use super::message::{Configured, Message};
use super::publication::Publication;
use super::wire::{Frames, Gone};

/// Something to be sent.
#[derive(Debug)]
pub enum Letter {
    Publish(Publication),
    /// A warning that the writer should see.
    Warn(String),
    Register(Vec<Registration>),
    /// Asks the client to ask for code lenses again.
    RefreshLenses,
    /// Asks for the settings of these scopes.
    Configuration {
        round: u64,
        scopes: Vec<Option<Uri>>,
    },
}

/// Where the state loop drops letters.
#[derive(Clone, Debug)]
pub struct Outbox(UnboundedSender<Letter>);

/// The other end of an [`Outbox`].
#[derive(Debug)]
pub struct Letters(UnboundedReceiver<Letter>);

/// An outbox and its other end.
pub fn outbox() -> (Outbox, Letters) {
    let (sender, receiver) = unbounded_channel();
    (Outbox(sender), Letters(receiver))
}

impl Outbox {
    /// Sends a letter, unless the session is over.
    pub fn send(&self, letter: Letter) {
        let _ = self.0.send(letter);
    }

    /// Sends diagnostics.
    pub fn publish(&self, params: PublishDiagnosticsParams) {
        self.send(Letter::Publish(params.into()));
    }
}

/// Carries letters to the client until the outbox is dropped or the output is gone.
pub async fn carry(mut letters: Letters, client: Client, output: Frames, answers: Sender<Message>) {
    while let Some(first) = letters.0.recv().await {
        let mut batch = vec![first];
        while let Ok(letter) = letters.0.try_recv() {
            batch.push(letter);
        }
        for letter in newest(batch) {
            if deliver(letter, &client, &output, &answers).await.is_err() {
                return;
            }
        }
    }
}

async fn deliver(letter: Letter, client: &Client, output: &Frames, answers: &Sender<Message>) -> Result<(), Gone> {
    match letter {
        Letter::Publish(publication) => return output.send(publication.frame).await,
        Letter::Warn(text) => client.show_message(MessageType::WARNING, text).await,
        Letter::Register(registrations) => {
            let client = client.clone();
            tokio::spawn(async move {
                if client.register_capability(registrations).await.is_err() {
                    tracing::warn!("the client refused a registration");
                }
            });
        }
        Letter::RefreshLenses => {
            let client = client.clone();
            tokio::spawn(async move { client.code_lens_refresh().await });
        }
        Letter::Configuration { round, scopes } => {
            let (client, answers) = (client.clone(), answers.clone());
            tokio::spawn(async move {
                let item = |scope: &Option<Uri>| ConfigurationItem {
                    scope_uri: scope.clone(),
                    section: Some("copydesk".into()),
                };
                match client.configuration(scopes.iter().map(item).collect()).await {
                    Ok(values) => {
                        let _ = answers.send(Message::Configured(Configured { round, scopes, values }));
                    }
                    Err(_) => tracing::warn!("the client gave no settings when asked"),
                }
            });
        }
    }
    Ok(())
}

/// Leaves out diagnostics that later ones of the same document replace, so that a client that reads slowly is not
/// sent what is past.
fn newest(batch: Vec<Letter>) -> Vec<Letter> {
    let mut later = std::collections::HashSet::new();
    let mut refreshed = false;
    let mut kept: Vec<Letter> = batch
        .into_iter()
        .rev()
        .filter(|letter| match letter {
            Letter::Publish(publication) => later.insert(publication.uri.clone()),
            Letter::RefreshLenses => !std::mem::replace(&mut refreshed, true),
            _ => true,
        })
        .collect();
    kept.reverse();
    kept
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_newest_diagnostics_of_a_document_are_sent() {
        let publish = |uri: &str, version| {
            Letter::Publish(PublishDiagnosticsParams::new(uri.parse().unwrap(), Vec::new(), Some(version)).into())
        };
        let batch = vec![publish("x:a", 1), publish("x:b", 1), Letter::Warn("w".into()), publish("x:a", 2)];
        let told: Vec<_> = newest(batch)
            .into_iter()
            .map(|letter| match letter {
                Letter::Publish(p) => String::from_utf8(p.frame).unwrap().split_once("params").unwrap().1.to_owned(),
                other => format!("{other:?}"),
            })
            .collect();
        let shown = |uri: &str, version| format!(r#"":{{"uri":"{uri}","version":{version},"diagnostics":[]}}}}"#);
        assert_eq!(told, [shown("x:b", 1), "Warn(\"w\")".to_owned(), shown("x:a", 2)]);
    }
}
