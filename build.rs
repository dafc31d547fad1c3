//! Builds again when a prompt is added: the compiler only sees the files that were there the last time.

fn main() {
    println!("cargo:rerun-if-changed=prompts");
}
