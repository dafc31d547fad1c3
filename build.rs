//! Builds again when a prompt or a step of the schema is added: the compiler only sees the files that were there the last time.

fn main() {
    println!("cargo:rerun-if-changed=prompts");
    println!("cargo:rerun-if-changed=migrations");
}
