// Uses the generated client as a program would, and prints what it was told.
import {
    AccountsApi,
    AdminApi,
    CommandsApi,
    Configuration,
    OpenAccount,
    ProblemFromJSON,
    ResponseError,
} from './client/index';

declare const process: {argv: string[]; exit(code: number): never};

const configuration = new Configuration({basePath: process.argv[2]});
const accounts = new AccountsApi(configuration);

async function run(): Promise<void> {
    const john = await open({ownerName: 'John', initialDeposit: '100.00'});
    const mary = await open({ownerName: 'Mary', metadata: {branch: 'main'}});
    await deposit(john);
    const position = await transfer(john, mary);
    await see(john, position);
    await list(john, position);
    await events(john);
    await explain(john, position);
    await refused(john);
    await projections();
}

async function open(openAccount: OpenAccount): Promise<string> {
    const opened = await accounts.openAccount({openAccount});
    say('opened with', opened.balance);
    return opened.accountId;
}

async function deposit(accountId: string): Promise<void> {
    const moveMoney = {amount: '50.00', description: 'Salary'};
    const deposit = {accountId, moveMoney, idempotencyKey: 'typescript-1'};
    const first = await accounts.deposit(deposit);
    const again = await accounts.deposit(deposit);
    say('deposited, then', first.balance);
    say('the same again', again.transactionId === first.transactionId);
    const commands = new CommandsApi(configuration);
    const command = await commands.findCommand({idempotencyKey: 'typescript-1'});
    say('found', command.answer['balance']);
}

async function transfer(accountId: string, toAccountId: string): Promise<number> {
    const sent = await accounts.transfer({accountId, transfer: {toAccountId, amount: '30.00'}});
    say('transferred, then', sent.from.balance, sent.to.balance);
    return sent.position;
}

async function see(accountId: string, minPosition: number): Promise<void> {
    const account = await accounts.getAccount({accountId, minPosition});
    say('seen', account.balance, account.currency, account.customerId);
}

async function list(accountId: string, minPosition: number): Promise<void> {
    const kinds: string[] = [];
    let cursor: string | undefined;
    let pages = 0;
    do {
        const page = await accounts.listTransactions({accountId, limit: 1, minPosition, cursor});
        kinds.push(...page.items.map((transaction) => transaction.kind));
        cursor = page.nextCursor ?? undefined;
        pages++;
    } while (cursor !== undefined);
    say('on', pages, 'pages', ...kinds);
}

async function events(accountId: string): Promise<void> {
    const page = await accounts.listAccountEvents({accountId});
    for (const event of page.items) {
        switch (event.type) {
            case 'AccountOpened':
                say('event: opened with', event.data.initialDeposit.amount);
                break;
            case 'MoneyDeposited':
                say('event: deposited', event.data.amount.amount);
                break;
            case 'TransferSent':
                say('event: sent to', event.data.counterparty?.ownerName);
                break;
            default:
                say('event', event.type);
        }
    }
}

async function explain(accountId: string, position: number): Promise<void> {
    const moment = {knownAt: String(position), asOf: '2999-12-31'};
    const explanation = await accounts.explainBalance({accountId, ...moment});
    say('explained', explanation.balance, explanation.asOf);
    say('known at', explanation.knownAt === position);
}

async function refused(accountId: string): Promise<void> {
    const moveMoney = {amount: '1.00', currency: 'EUR'};
    const foreign = await problem(accounts.deposit({accountId, moveMoney}));
    say('refused', foreign.status, foreign.code);
    const nobody = await problem(open({initialDeposit: '1.00'}));
    const field = nobody.errors?.[0];
    say('refused', nobody.status, field?.pointer, field?.code);
}

async function problem(answer: Promise<unknown>) {
    try {
        await answer;
    } catch (e) {
        if (e instanceof ResponseError) {
            return ProblemFromJSON(await e.response.json());
        }
        throw e;
    }
    throw new Error('it was not refused');
}

async function projections(): Promise<void> {
    const page = await new AdminApi(configuration).listProjections();
    const known = page.items.some((projection) => projection.name === 'accounts');
    say('projection of accounts', known, page.nextCursor);
}

function say(...words: unknown[]): void {
    console.log(words.map(String).join(' '));
}

run().catch((e) => {
    console.error(e);
    process.exit(1);
});
