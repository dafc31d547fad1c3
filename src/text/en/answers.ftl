# Answering: the form, the receipt, what is refused.

answer-form-title = Your answer
answer-form-label = Write it as you would say it
answer-form-hint = One line is enough. Your colleagues see it in the thread.
answer-posted = {"**"}{ $name }:{"**"} { $text }

answer-thanks = Thank you for sharing. The rest of us can build on that.
answer-where = Your answer is here: { $link }
button-edit-answer = Edit
button-delete-answer = Delete

answer-edited = Your answer has been changed.
answer-deleted = Your answer has been erased here, and it disappears from the thread too.
answer-already-deleted = That answer has already been deleted.
answer-not-yours = That answer is somebody else's, so you cannot change it.
answer-empty = There was nothing in the field, so I have not sent anything. One line is enough.

take-out-done = Your answer is taken out. I have erased it, and it will not be in the monthly letter. Your message is still there; that is up to you. If you change your mind, choose "Take out my answer" again.
take-out-done-posted = Your answer is taken out. I have erased it, and it will not be in the monthly letter. What I wrote in the thread for you is still there: press Delete if that should go too. If you change your mind, choose "Take out my answer" again.
take-out-back = Your answer is in again, as it reads now.
take-out-closed = The question is closed, so the answer cannot come back in. It is still taken out.
take-out-not-yours = That is not your answer. You can only take out your own.
take-out-no-answer = That message is not an answer to a question, so I have kept nothing of it.
take-out-unreadable = I cannot read what is written in the threads here, so the answer cannot come back in. Press Answer below the question if you want it in.
take-out-gone = The message has been deleted, so there is nothing to put back.
answer-is-out = You have taken that answer out. Choose "Take out my answer" on the message again if it should be in; then you can change it.

round-closed = The question is closed, so the answer was not kept. A new one comes soon.
round-not-open-yet = The thread is not ready yet. Try again in a moment.
thread-gone = The thread has been deleted, so the answer cannot be shown, and I have not kept it. There will be a new question soon, and you can use it there.
thread-locked = The thread is locked, so the answer cannot be shown, and I have not kept it. Ask someone who looks after the server to unlock it, then send it again.
round-none = There is no open question right now. The next one comes { $next }.
round-none-planned = There is no open question right now, and the next one has no date yet.
reflection-thread = The thread is here: { $link }
reflection-elsewhere = I no longer have the words of the question, but you can read it and answer here: { $link }

redacted-cpr = That looks like a personal number (CPR), so I have kept nothing. Remove the number and send again.
redacted-phone = That looks like a telephone number, so I have kept nothing. Remove it and send again.
redacted-email = That looks like an e-mail address, so I have kept nothing. Remove it and send again.
redacted-address = That looks like an address, so I have kept nothing. Remove it and send again.
redacted-cpr-in-thread = What you just wrote in { $thread } looks like a personal number (CPR). I kept it without the number, but your message still stands there. Edit or delete it, and it is gone.
redacted-in-thread = What you just wrote in { $thread } looks like personal data (telephone, e-mail or address). I kept it without. If you want to edit your message, please do it now.
redacted-in-thread-neutral = Please remember that we do not write personal numbers, telephone numbers or addresses here. Have a look at your latest messages.
